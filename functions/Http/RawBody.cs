using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Serverless.Functions.Http;

/// <summary>A request's body as it was sent: what is signed is its bytes, not what they mean.</summary>
internal static class RawBody
{
    /// <summary>In bytes. A hundred order lines need a tenth of it.</summary>
    public const int Largest = 256 * 1024;

    public static Problem TooLarge => new(StatusCodes.Status413PayloadTooLarge, "body_too_large", $"The body is over {Largest / 1024} KB.");

    /// <summary>Reads all of it, or null when it is too large.</summary>
    public static async ValueTask<byte[]?> ReadRaw(this HttpRequest request, CancellationToken stop)
    {
        var reader = request.BodyReader;
        while (request.ContentLength is null or <= Largest)
        {
            var read = await reader.ReadAsync(stop);
            var body = read.IsCompleted && read.Buffer.Length <= Largest ? read.Buffer.ToArray() : null;
            if (body is not null || read.Buffer.Length > Largest)
            {
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
        return null;
    }
}
