using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Serverless.Functions.Http;
using Serverless.Workflows.Imports;

namespace Serverless.Functions.Imports;

/// <summary>What imports answer over HTTP.</summary>
internal static class ImportAnswers
{
    public static Problem NotFound { get; } = new(StatusCodes.Status404NotFound, "import_not_found", "There is no such import.");

    public static Problem UnknownFormat { get; } = new(
        StatusCodes.Status415UnsupportedMediaType, "unsupported_media_type", "Send the rows as application/x-ndjson or text/csv, in UTF-8.");

    public static Problem TooLarge { get; } = new(
        StatusCodes.Status413PayloadTooLarge, "import_too_large", $"An import has at most {ImportLimits.MaxBytes / 1024 / 1024} MB.");

    /// <summary>How the rows are written, or null when it is not known here.</summary>
    public static ImportFormat? ImportFormat(this HttpRequest request) =>
        !MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !IsUtf8(type) ? null : type.MediaType.Value?.ToLowerInvariant() switch
        {
            "application/x-ndjson" => Workflows.Imports.ImportFormat.Ndjson,
            "text/csv" => Workflows.Imports.ImportFormat.Csv,
            _ => null,
        };

    public static StartedImport ToHttp(this ReceiveResult result) => result switch
    {
        ReceiveResult.Accepted accepted => new(new AcceptedImport(accepted.Import, accepted.Replayed), [.. accepted.Batches]),
        ReceiveResult.Refused no => new(new Problem(
            no.IsTooLarge ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest, no.Code, no.Reason)),
        ReceiveResult.KeyReused => new(new Problem(
            StatusCodes.Status422UnprocessableEntity, "idempotency_key_reused",
            "This Idempotency-Key was used for another import. Take another key, or send that import again.")),
        ReceiveResult.Superseded => new(new Problem(
            StatusCodes.Status409Conflict, "import_superseded", "Another upload with this Idempotency-Key began meanwhile: it counts.")),
        _ => throw new NotSupportedException(result.GetType().Name),
    };

    public static IResult ToHttp(this ImportView? import) =>
        import is null ? NotFound : FoundContent.Of(import, HttpJson.Default.ImportView);

    private static bool IsUtf8(MediaTypeHeaderValue type) =>
        !type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);
}
