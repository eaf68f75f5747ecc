using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Identity;

/// <summary>The RSA key that signs tokens. It is kept in the database, so that a token outlives a restart where data does.</summary>
internal sealed class SigningKey : IDisposable
{
    private const int Bits = 2048;

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

    /// <summary>Takes the key that is kept, or makes one and keeps it.</summary>
    public static async Task<SigningKey> Open(Database database)
    {
        await database.Write(connection => connection.Execute("CREATE TABLE IF NOT EXISTS identity_keys (number INTEGER PRIMARY KEY, private_key BLOB NOT NULL)"));
        var rsa = RSA.Create();
        if (database.Read(connection => connection.Scalar("SELECT private_key FROM identity_keys ORDER BY number DESC LIMIT 1")) is byte[] kept)
        {
            rsa.ImportPkcs8PrivateKey(kept, out _);
        }
        else
        {
            rsa.KeySize = Bits;
            var made = rsa.ExportPkcs8PrivateKey();
            await database.Write(connection => connection.Execute("INSERT INTO identity_keys (private_key) VALUES (?1)", made));
        }
        return new SigningKey(rsa);
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
}
