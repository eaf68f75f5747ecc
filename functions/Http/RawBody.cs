using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;

namespace Serverless.Functions.Http;

/// <summary>A request's body as it was sent: what is signed is its bytes, not what they mean.</summary>
internal static class RawBody
{
    /// <summary>In bytes. A hundred order lines need a tenth of it.</summary>
    public const int Largest = 256 * 1024;

    public static Problem TooLarge => new(StatusCodes.Status413PayloadTooLarge, "body_too_large", $"The body is over {Largest / 1024} KB.");

    /// <summary>Reads all of it, or null when it is too large.</summary>
    /// <exception cref="BadHttpRequestException">The time for it is up: what was waited for is the client's.</exception>
    public static async ValueTask<byte[]?> ReadRaw(this HttpRequest request, CancellationToken stop)
    {
        var reader = request.BodyReader;
        // Not by handing over the token: the server cannot drain a body whose reading was broken off that way.
        using var stopped = stop.UnsafeRegister(static reader => ((PipeReader)reader!).CancelPendingRead(), reader);
        while (request.ContentLength is null or <= Largest)
        {
            var read = await reader.ReadAsync(CancellationToken.None);
            if (read.IsCanceled)
            {
                reader.AdvanceTo(read.Buffer.End);
                throw new BadHttpRequestException("The body did not come in time.", StatusCodes.Status408RequestTimeout);
            }
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
