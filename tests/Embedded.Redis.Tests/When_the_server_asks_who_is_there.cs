using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Servers;

namespace Serverless.Embedded.Redis.Tests;

public class When_the_server_asks_who_is_there
{
    private static CancellationToken Stop => Redis.Stop;

    [Fact]
    public async Task A_password_opens_and_a_wrong_one_is_told()
    {
        var port = Server.FreePort();
        await using var server = await Redis.Start(port, "--requirepass", "s3cret=");
        using var cache = Redis.Cache(port, "", ",password=s3cret=");
        await cache.SetStringAsync("a", "value", Stop);
        Assert.Equal("value", await cache.GetStringAsync("a", Stop));

        using var wrong = Redis.Cache(port, "", ",password=guess");
        var refused = await Assert.ThrowsAsync<RedisException>(() => wrong.GetAsync("a", Stop));
        Assert.Contains("WRONGPASS", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("guess", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_a_name_and_a_database_are_told_to_the_server()
    {
        var port = Server.FreePort();
        await using var server = await Redis.Start(port);
        await Redis.Cli(port, "ACL", "SETUSER", "shop", "on", ">s3cret", "~*", "+@all");
        using var cache = Redis.Cache(port, "", ",user=shop,password=s3cret,defaultDatabase=3,name=orders");
        await cache.SetStringAsync("a", "value", Stop);
        Assert.Equal("1", await Redis.Cli(port, "-n", "3", "EXISTS", "a"));
        Assert.Matches("name=orders .* user=shop ", await Redis.Cli(port, "CLIENT", "LIST"));
    }

    [Fact]
    public async Task Over_TLS_the_certificate_must_be_one_that_is_trusted()
    {
        using var folder = new CertificateFolder();
        var port = Server.FreePort();
        await using var server = await Redis.Start(
            port, "--port", "0", "--tls-port", $"{port}", "--tls-auth-clients", "no",
            "--tls-cert-file", folder.Certificate, "--tls-key-file", folder.Key, "--tls-ca-cert-file", folder.Certificate);

        var trusting = RedisSettings.Parse($"127.0.0.1:{port},ssl=True,sslHost=localhost") with { IssuerPath = folder.Certificate };
        using var client = new RedisClient(trusting, TimeProvider.System, NullLogger<RedisClient>.Instance);
        Assert.Equal(new RedisReply.Status("PONG"), (await client.Send(RedisCommand.Of("PING"), Stop))[0]);

        using var elsewhere = new RedisClient(
            RedisSettings.Parse($"127.0.0.1:{port},ssl=True,sslHost=redis.example") with { IssuerPath = folder.Certificate }, TimeProvider.System, NullLogger<RedisClient>.Instance);
        await Assert.ThrowsAsync<RedisException>(() => elsewhere.Send(RedisCommand.Of("PING"), Stop));

        using var cautious = Redis.Cache(port, "", ",ssl=True");
        var refused = await Assert.ThrowsAsync<RedisException>(() => cautious.GetAsync("a", Stop));
        Assert.Contains("certificate", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>A certificate for localhost, signed by itself.</summary>
    private sealed class CertificateFolder : IDisposable
    {
        private readonly string _path = Directory.CreateTempSubdirectory("redis-tls-").FullName;

        public CertificateFolder()
        {
            using var key = RSA.Create(2048);
            var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName("localhost");
            names.AddIpAddress(IPAddress.Loopback);
            request.CertificateExtensions.Add(names.Build());
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
            var now = TimeProvider.System.GetUtcNow();
            using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
            File.WriteAllText(Certificate, certificate.ExportCertificatePem());
            File.WriteAllText(Key, key.ExportPkcs8PrivateKeyPem());
        }

        public string Certificate => Path.Combine(_path, "certificate.pem");

        public string Key => Path.Combine(_path, "key.pem");

        public void Dispose() => Directory.Delete(_path, recursive: true);
    }
}
