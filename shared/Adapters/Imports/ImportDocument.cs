using Serverless.Workflows.Imports;

namespace Serverless.Adapters.Imports;

/// <summary>An import as it is stored, in a partition with its chunks and results. The nullable fields belong to some states each.</summary>
internal sealed record ImportDocument(
    string Id,
    string ImportId,
    string Type,
    int SchemaVersion,
    string State,
    string By,
    ImportFormat Format,
    int Attempt,
    DateTimeOffset StartedAt,
    int Ttl,
    bool? Open = null,
    string? Fingerprint = null,
    int? Chunks = null,
    int? Rows = null,
    DateTimeOffset? AcceptedAt = null,
    int? Resumes = null,
    DateTimeOffset? ResumedAt = null,
    string? Code = null,
    string? Reason = null,
    DateTimeOffset? EndedAt = null,
    int? Placed = null,
    int? Failed = null,
    int? Orders = null)
{
    public const string OnlyId = "import";
    public const string ImportType = "import";
    public const int CurrentSchema = 1;

    /// <summary>In seconds. After 90 days nobody asks how an import went; its orders stay, and so do the keys that made them.</summary>
    public const int NinetyDays = 90 * 24 * 60 * 60;
}
