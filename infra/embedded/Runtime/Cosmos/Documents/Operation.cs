namespace Serverless.Embedded.Cosmos.Documents;

/// <summary>What to do with a document.</summary>
internal enum OperationKind
{
    Create,
    Read,
    Replace,
    Upsert,
    Patch,
    Delete,
}

/// <summary>One operation on one document.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Id">The document's id.</param>
/// <param name="Document">The new content of a create, replace or upsert.</param>
/// <param name="Patch">What a patch changes.</param>
/// <param name="IfMatch">Run only on this version; null: on any.</param>
/// <param name="IfNoneMatch">Answer a read only when this is not the version; null: always.</param>
/// <param name="Minimal">The caller does not want the document back.</param>
internal sealed record Operation(
    OperationKind Kind,
    string Id,
    PreparedDocument? Document = null,
    Patch? Patch = null,
    string? IfMatch = null,
    string? IfNoneMatch = null,
    bool Minimal = false)
{
    public bool Writes => Kind != OperationKind.Read;
}
