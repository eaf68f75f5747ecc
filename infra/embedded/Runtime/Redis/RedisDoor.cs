using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Serverless.Embedded.Redis;

/// <summary>Opens connections: TCP, TLS where it is asked for, then who we are and which database is meant.</summary>
internal static class RedisDoor
{
    /// <exception cref="RedisException">The server is not there, does not answer in time, or does not let us in.</exception>
    public static async Task<RedisConnection> Open(RedisSettings settings, TimeProvider time, CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(settings.ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stop);
        Stream? stream = null;
        try
        {
            stream = await Reach(settings, either.Token);
            var connection = new RedisConnection(stream, time);
            await Introduce(connection, settings, either.Token);
            return connection;
        }
        catch (Exception failure)
        {
            await (stream?.DisposeAsync() ?? ValueTask.CompletedTask);
            if (failure is RedisException || stop.IsCancellationRequested)
            {
                throw;
            }
            var why = failure is OperationCanceledException ? $"no answer within {settings.ConnectTimeout.TotalMilliseconds:F0} ms" : failure.Message;
            throw new RedisException($"The Redis server {settings.Host}:{settings.Port} cannot be reached: {why}", failure);
        }
    }

    private static async Task<Stream> Reach(RedisSettings settings, CancellationToken stop)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(settings.Host, settings.Port, stop);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
        Stream plain = new NetworkStream(socket, ownsSocket: true);
        if (!settings.Ssl)
        {
            return plain;
        }
        var secured = new SslStream(plain);
        try
        {
            await secured.AuthenticateAsClientAsync(Tls(settings), stop);
            return secured;
        }
        catch
        {
            await secured.DisposeAsync();
            throw;
        }
    }

    private static SslClientAuthenticationOptions Tls(RedisSettings settings)
    {
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = settings.SslHost ?? settings.Host,
            EnabledSslProtocols = settings.SslProtocols,
            CertificateRevocationCheckMode = settings.CheckRevocation ? X509RevocationMode.Online : X509RevocationMode.NoCheck,
        };
        if (settings.IssuerPath is { Length: > 0 } path)
        {
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = options.CertificateRevocationCheckMode,
                CustomTrustStore = { X509CertificateLoader.LoadCertificateFromFile(path) },
            };
        }
        return options;
    }

    private static async Task Introduce(RedisConnection connection, RedisSettings settings, CancellationToken stop)
    {
        var hello = new RedisCommand();
        if (settings.Password is { } password)
        {
            hello = settings.User is { } user ? hello.Begin("AUTH", 3).Add(user).Add(password) : hello.Begin("AUTH", 2).Add(password);
        }
        if (settings.Name is { } name)
        {
            hello.Begin("CLIENT", 3).Add("SETNAME").Add(name);
        }
        if (settings.Database > 0)
        {
            hello.Begin("SELECT", 2).Add(settings.Database);
        }
        await connection.Send(hello.Begin("PING", 1), settings.ConnectTimeout, stop);
    }
}
