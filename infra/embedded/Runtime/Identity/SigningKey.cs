using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Identity;

/// <summary>The RSA key that signs tokens. It is kept in the database, so that a token outlives a restart where data does.</summary>
internal sealed class SigningKey : IDisposable
{
    private const int Bits = 2048;

    private static Task<RSA>? s_ahead;

    private readonly RSA _rsa;

    private SigningKey(RSA rsa)
    {
        _rsa = rsa;
        var parameters = rsa.ExportParameters(includePrivateParameters: false);
        Modulus = Base64Url.EncodeToString(parameters.Modulus);
        Exponent = Base64Url.EncodeToString(parameters.Exponent);
        // The thumbprint of RFC 7638: the required members in this order, without white space.
        Id = Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($$"""{"e":"{{Exponent}}","kty":"RSA","n":"{{Modulus}}"}""")));
    }

    public string Id { get; }
    public string Modulus { get; }
    public string Exponent { get; }

    /// <summary>
    /// Begins to make a key before it is asked for, on a thread of its own: it takes a core up to half a second, as its luck with primes has it.
    /// The next key that is made is this one.
    /// </summary>
    public static void MakeAhead() => s_ahead = Task.Factory.StartNew(Make, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Takes the key that is kept, or makes one and keeps it.</summary>
    public static async Task<SigningKey> Open(Database database)
    {
        await database.Write(connection => connection.Execute("CREATE TABLE IF NOT EXISTS identity_keys (number INTEGER PRIMARY KEY, private_key BLOB NOT NULL)"));
        if (database.Read(connection => connection.Scalar("SELECT private_key FROM identity_keys ORDER BY number DESC LIMIT 1")) is byte[] kept)
        {
            var known = RSA.Create();
            known.ImportPkcs8PrivateKey(kept, out _);
            return new SigningKey(known);
        }
        var made = await (Interlocked.Exchange(ref s_ahead, null) ?? Task.Run(Make));
        var key = made.ExportPkcs8PrivateKey();
        await database.Write(connection => connection.Execute("INSERT INTO identity_keys (private_key) VALUES (?1)", key));
        return new SigningKey(made);
    }

    /// <summary>RS256: RSASSA-PKCS1-v1_5 with SHA-256.</summary>
    public byte[] Sign(byte[] data)
    {
        // RSA instances promise nothing about concurrent use.
        lock (_rsa)
        {
            return _rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
    }

    public void Dispose() => _rsa.Dispose();

    private static RSA Make()
    {
        var rsa = RSA.Create(Bits);
        // It is not made before something of it is wanted.
        rsa.ExportParameters(includePrivateParameters: false);
        return rsa;
    }
}
