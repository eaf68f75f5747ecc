using Serverless.Workflows.Imports;

namespace Serverless.Adapters.Imports;

/// <summary>The result of a chunk as it is stored.</summary>
internal sealed record ResultDocument(
    string Id,
    string ImportId,
    string Type,
    int SchemaVersion,
    int Number,
    int Placed,
    int Failed,
    int Orders,
    DateTimeOffset At,
    bool Dead,
    int LastRow,
    IReadOnlyList<BadRow> BadRows,
    int Ttl)
{
    public const string ResultType = "result";

    public static string IdOf(int number) => $"result-{number}";

    public static ResultDocument Of(ChunkResult result) => new(
        IdOf(result.Tally.Number), result.Import.Value, ResultType, ImportDocument.CurrentSchema, result.Tally.Number, result.Tally.Placed,
        result.Tally.Failed, result.Tally.Orders, result.Tally.At, result.Tally.IsDead, result.LastRow, result.BadRows, ImportDocument.NinetyDays);

    public ChunkResult ToDomain() => SchemaVersion == ImportDocument.CurrentSchema
        ? new(
            Domain.Imports.ImportId.Parse(ImportId), new TallyDocument(Number, Placed, Failed, Orders, At, Dead).ToDomain(), LastRow, BadRows)
        : throw new NotSupportedException($"Result {Id} of import {ImportId} has schema {SchemaVersion}; {ImportDocument.CurrentSchema} is known.");
}

/// <summary>The numbers of a result, without its rows.</summary>
internal sealed record TallyDocument(int Number, int Placed, int Failed, int Orders, DateTimeOffset At, bool Dead)
{
    public ChunkTally ToDomain() => new(Number, Placed, Failed, Orders, At, Dead);
}
