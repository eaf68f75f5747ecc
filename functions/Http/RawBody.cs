using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Serverless.Functions.Http;

/// <summary>A request's body as it was sent, byte for byte: a signature is over these bytes.</summary>
internal static class RawBody
{
    public static Problem TooLarge => new(StatusCodes.Status413PayloadTooLarge, "body_too_large", $"The body is over {JsonBody.Largest / 1024} KB.");

    /// <summary>Null when the body is too large.</summary>
    public static async ValueTask<byte[]?> ReadRaw(this HttpRequest request, CancellationToken stop)
    {
        var reader = request.BodyReader;
        while (request.ContentLength is null or <= JsonBody.Largest)
        {
            var read = await reader.ReadAsync(stop);
            var body = read.IsCompleted && read.Buffer.Length <= JsonBody.Largest ? read.Buffer.ToArray() : null;
            if (body is not null || read.Buffer.Length > JsonBody.Largest)
            {
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
        return null;
    }
}
