using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Serverless.Domain;

namespace Serverless.Functions.Http;

internal static class IdempotencyKeyHeader
{
    /// <summary>Reads the key that every creating request carries.</summary>
    public static bool TryReadIdempotencyKey(
        this HttpRequest request, [NotNullWhen(true)] out IdempotencyKey? key, [NotNullWhen(false)] out Problem? refusal)
    {
        refusal = null;
        key = null;
        if (request.Headers["Idempotency-Key"] is not [{ Length: > 0 } sent])
        {
            refusal = Refuse("idempotency_key_required", "Send one Idempotency-Key header: the same for each retry, another for each order.");
        }
        else if (!IdempotencyKey.TryParse(sent, out key))
        {
            refusal = Refuse("invalid_idempotency_key", $"An Idempotency-Key is 1 to {IdempotencyKey.MaxLength} printable ASCII characters.");
        }
        return key is not null;
    }

    private static Problem Refuse(string code, string detail) => new(StatusCodes.Status400BadRequest, code, detail);
}
