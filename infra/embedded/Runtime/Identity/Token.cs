using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Serverless.Embedded.Identity;

/// <summary>Writes signed JSON web tokens (RFC 7519) with the claims iss, aud, sub, iat, nbf, exp, jti and roles.</summary>
internal static class Token
{
    public static string Sign(TokenRequest request, string issuer, SigningKey key, DateTimeOffset now)
    {
        var header = Encode(writer =>
        {
            writer.WriteString("alg"u8, "RS256"u8);
            writer.WriteString("typ"u8, "JWT"u8);
            writer.WriteString("kid"u8, key.Id);
        });
        var claims = Encode(writer =>
        {
            writer.WriteString("iss"u8, issuer);
            writer.WriteString("aud"u8, request.Audience);
            writer.WriteString("sub"u8, request.Subject);
            writer.WriteNumber("iat"u8, now.ToUnixTimeSeconds());
            writer.WriteNumber("nbf"u8, now.ToUnixTimeSeconds());
            writer.WriteNumber("exp"u8, (now + request.Lifetime).ToUnixTimeSeconds());
            writer.WriteString("jti"u8, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)));
            writer.WriteStartArray("roles"u8);
            foreach (var role in request.Roles)
            {
                writer.WriteStringValue(role);
            }
            writer.WriteEndArray();
        });
        var signed = header + "." + claims;
        return signed + "." + Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(signed)));
    }

    private static string Encode(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }
        return Base64Url.EncodeToString(buffer.WrittenSpan);
    }
}
