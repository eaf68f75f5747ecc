using Serverless.Domain;
using Serverless.Domain.Imports;
using Serverless.Workflows.Imports;

namespace Serverless.Adapters.Imports;

/// <summary>From import to document and back, without loss.</summary>
internal static class ImportMapping
{
    public static ImportDocument ToDocument(this Import import) => import switch
    {
        Import.Uploading => Of(import, "uploading") with { Open = true },
        Import.Broken broken => Of(import, "broken") with { Code = broken.Code, Reason = broken.Reason, EndedAt = broken.At },
        Import.Accepted accepted => Of(accepted, "accepted") with { Open = true },
        Import.Completed { Was: var was, Result: var result } => Of(was, "completed") with
        {
            EndedAt = result.LastAt,
            Placed = result.Placed,
            Failed = result.Failed,
            Orders = result.Orders,
        },
        _ => throw new NotSupportedException($"The state {import.GetType().Name} has no document."),
    };

    public static Import ToDomain(this ImportDocument document)
    {
        if (document.SchemaVersion != ImportDocument.CurrentSchema)
        {
            throw new NotSupportedException(
                $"Import {document.ImportId} has schema {document.SchemaVersion}; {ImportDocument.CurrentSchema} is known.");
        }
        var (id, by) = (ImportId.Parse(document.ImportId), CustomerId.Parse(document.By));
        return document switch
        {
            { State: "uploading" } => new Import.Uploading(id, by, document.Format, document.Attempt, document.StartedAt),
            { State: "broken", Code: { } code, Reason: { } reason, EndedAt: { } at } =>
                new Import.Broken(id, by, document.Format, document.Attempt, document.StartedAt, code, reason, at),
            { State: "accepted" } => Accepted(document, id, by),
            { State: "completed", Placed: { } placed, Failed: { } failed, Orders: { } orders } => new Import.Completed(
                Accepted(document, id, by), new ImportProgress(document.Chunks ?? 0, 0, placed, failed, orders, document.EndedAt)),
            _ => throw new NotSupportedException($"Import {id} has the state '{document.State}', which is not known, or lacks what belongs to it."),
        };
    }

    private static Import.Accepted Accepted(ImportDocument document, ImportId id, CustomerId by) =>
        document is { Fingerprint: { } fingerprint, Chunks: { } chunks, Rows: { } rows, AcceptedAt: { } at }
            ? new(id, by, document.Format, document.Attempt, document.StartedAt, fingerprint, chunks, rows, at, document.Resumes ?? 0, document.ResumedAt)
            : throw new NotSupportedException($"Import {id} lacks what belongs to its state.");

    private static ImportDocument Of(Import import, string state) => new(
        ImportDocument.OnlyId, import.Id.Value, ImportDocument.ImportType, ImportDocument.CurrentSchema, state, import.By.Value, import.Format,
        import.Attempt, import.StartedAt, ImportDocument.NinetyDays);

    private static ImportDocument Of(Import.Accepted import, string state) => Of((Import)import, state) with
    {
        Fingerprint = import.Fingerprint,
        Chunks = import.Chunks,
        Rows = import.Rows,
        AcceptedAt = import.AcceptedAt,
        Resumes = import.Resumes,
        ResumedAt = import.ResumedAt,
    };
}
