namespace Serverless.Embedded.Queues.Account;

/// <summary>A storage account, as a connection string names it.</summary>
/// <param name="Name">The account.</param>
/// <param name="Key">What requests are signed with.</param>
/// <param name="Queues">Where its queues are, without a slash at its end.</param>
internal sealed record StorageAccount(string Name, byte[] Key, string Queues)
{
    // The well-known account of the emulator: https://learn.microsoft.com/azure/storage/common/storage-connect-azurite.
    private const string EmulatorName = "devstoreaccount1";
    private const string EmulatorKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>Reads a connection string: of the emulator, or with a name and a key.</summary>
    /// <exception cref="FormatException">It is none; the message says what it should be, without the key.</exception>
    public static StorageAccount Parse(string connection)
    {
        var parts = Parts(connection);
        if (parts.TryGetValue("UseDevelopmentStorage", out var emulator) && emulator.Equals("true", StringComparison.OrdinalIgnoreCase))
        {
            var host = parts.TryGetValue("DevelopmentStorageProxyUri", out var proxy) ? proxy.TrimEnd('/') : "http://127.0.0.1";
            return new(EmulatorName, Convert.FromBase64String(EmulatorKey), $"{host}:10001/{EmulatorName}");
        }
        if (!parts.TryGetValue("AccountName", out var name) || !parts.TryGetValue("AccountKey", out var key))
        {
            throw new FormatException("it should be UseDevelopmentStorage=true, or have an AccountName and an AccountKey; "
                + "shared access signatures are not supported by the embedded runtime");
        }
        var address = parts.TryGetValue("QueueEndpoint", out var endpoint)
            ? endpoint
            : $"{parts.GetValueOrDefault("DefaultEndpointsProtocol", "https")}://{name}.queue.{parts.GetValueOrDefault("EndpointSuffix", "core.windows.net")}";
        return Uri.TryCreate(address, UriKind.Absolute, out _) && Key64(key) is { } bytes
            ? new(name, bytes, address.TrimEnd('/'))
            : throw new FormatException("its AccountKey should be base64, and its QueueEndpoint an address");
    }

    private static Dictionary<string, string> Parts(string connection) => connection
        .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(part => part.Split('=', 2))
        .Where(part => part.Length == 2)
        .DistinctBy(part => part[0], StringComparer.OrdinalIgnoreCase)
        .ToDictionary(part => part[0], part => part[1], StringComparer.OrdinalIgnoreCase);

    private static byte[]? Key64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }
}
