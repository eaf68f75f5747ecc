using System.Globalization;
using System.Security.Authentication;

namespace Serverless.Embedded.Redis;

/// <summary>Where the server is and how to talk to it: a connection string in the format of StackExchange.Redis.</summary>
internal sealed record RedisSettings(string Host, int Port)
{
    private const string Example = "host:6379,password=…,ssl=True";

    // Known to the official client, and without a meaning here.
    private static readonly string[] Unsupported =
    [
        "allowAdmin", "channelPrefix", "configChannel", "configCheckSeconds", "connectRetry", "highPriorityThreads", "preserveAsyncOrder", "protocol",
        "proxy", "resolveDns", "responseTimeout", "serviceName", "setlib", "tiebreaker", "tunnel", "version", "writeBuffer",
    ];

    public string? User { get; private init; }

    public string? Password { get; private init; }

    public bool Ssl { get; private init; }

    /// <summary>The name that the server's certificate must have.</summary>
    public string? SslHost { get; private init; }

    public SslProtocols SslProtocols { get; private init; }

    public bool CheckRevocation { get; private init; }

    /// <summary>A file with the certificate of an authority that is trusted beside the machine's own.</summary>
    public string? IssuerPath { get; init; } = Environment.GetEnvironmentVariable("SERedis_IssuerCertPath");

    public int Database { get; private init; }

    public string? Name { get; private init; }

    public TimeSpan ConnectTimeout { get; private init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a command may take.</summary>
    public TimeSpan Timeout => AsyncTimeout ?? SyncTimeout;

    /// <summary>After how much silence the connection is tried.</summary>
    public TimeSpan KeepAlive { get; private init; } = TimeSpan.FromSeconds(60);

    private TimeSpan SyncTimeout { get; init; } = TimeSpan.FromSeconds(5);

    private TimeSpan? AsyncTimeout { get; init; }

    /// <exception cref="ArgumentException">It is none; the message says which part.</exception>
    public static RedisSettings Parse(string? text)
    {
        var parts = (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var settings = parts.Where(part => !part.Contains('=')).ToList() switch
        {
            [var endpoint] => Endpoint(endpoint),
            [] => throw new ArgumentException($"A Redis connection string names a server, like {Example}."),
            _ => throw new ArgumentException("A Redis connection string names one server here: several are not supported."),
        };
        settings = parts.Where(part => part.Contains('=')).Aggregate(settings, With);
        return settings.Port > 0 ? settings : settings with { Port = settings.Ssl ? 6380 : 6379 };
    }

    private static RedisSettings Endpoint(string text)
    {
        var colon = text.LastIndexOf(':');
        var isPort = colon >= 0 && text.IndexOf(':') == colon || text.Contains("]:", StringComparison.Ordinal);
        if (!isPort)
        {
            return new(text.Trim('[', ']'), 0);
        }
        return int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535
            ? new(text[..colon].Trim('[', ']'), port)
            : throw new ArgumentException($"'{text[(colon + 1)..]}' is not a port of a Redis server.");
    }

    private static RedisSettings With(RedisSettings settings, string option)
    {
        var equals = option.IndexOf('=');
        var (name, value) = (option[..equals].Trim(), option[(equals + 1)..].Trim());
        return name.ToLowerInvariant() switch
        {
            "user" => settings with { User = value },
            "password" => settings with { Password = value },
            "ssl" => settings with { Ssl = Flag(name, value) },
            "sslhost" => settings with { SslHost = value },
            "sslprotocols" => settings with { SslProtocols = Protocols(value) },
            "checkcertificaterevocation" => settings with { CheckRevocation = Flag(name, value) },
            "defaultdatabase" => settings with { Database = Whole(name, value, 0) },
            "name" => settings with { Name = value },
            "connecttimeout" => settings with { ConnectTimeout = TimeSpan.FromMilliseconds(Whole(name, value, 1)) },
            "synctimeout" => settings with { SyncTimeout = TimeSpan.FromMilliseconds(Whole(name, value, 1)) },
            "asynctimeout" => settings with { AsyncTimeout = TimeSpan.FromMilliseconds(Whole(name, value, 1)) },
            "keepalive" => settings with { KeepAlive = TimeSpan.FromSeconds(Whole(name, value, 1)) },
            // Whatever it says: a server that is not there fails its commands, and is tried again.
            "abortconnect" => Flag(name, value) ? settings : settings,
            _ when Unsupported.Contains(name, StringComparer.OrdinalIgnoreCase) =>
                throw new ArgumentException($"The option '{name}' of a Redis connection string is not supported here."),
            _ => throw new ArgumentException($"A Redis connection string has no option '{name}'."),
        };
    }

    private static bool Flag(string name, string value) => value.ToLowerInvariant() switch
    {
        "true" or "yes" or "on" or "1" => true,
        "false" or "no" or "off" or "0" => false,
        _ => throw new ArgumentException($"The option '{name}' of a Redis connection string is true or false, not '{value}'."),
    };

    private static int Whole(string name, string value, int least) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            ? number
            : throw new ArgumentException($"The option '{name}' of a Redis connection string is a whole number from {least}, not '{value}'.");

    private static SslProtocols Protocols(string value) => Enum.TryParse(value.Replace('|', ','), ignoreCase: true, out SslProtocols protocols)
        ? protocols
        : throw new ArgumentException($"The option 'sslProtocols' of a Redis connection string is like tls12|tls13, not '{value}'.");
}
