namespace Serverless.Workflows.Imports;

/// <summary>How far an import is: the sum of its results.</summary>
/// <param name="Chunks">Chunks with a result, given up or not.</param>
/// <param name="Dead">Chunks that were given up.</param>
/// <param name="Placed">Rows whose orders are placed.</param>
/// <param name="Failed">Rows that placed nothing.</param>
/// <param name="Orders">Orders placed.</param>
/// <param name="LastAt">When the last result came.</param>
public sealed record ImportProgress(int Chunks, int Dead, int Placed, int Failed, int Orders, DateTimeOffset? LastAt)
{
    /// <summary>Nothing yet.</summary>
    public static ImportProgress None { get; } = new(0, 0, 0, 0, 0, null);

    internal ImportProgress With(ChunkTally tally) => new(
        Chunks + 1,
        Dead + (tally.IsDead ? 1 : 0),
        Placed + tally.Placed,
        Failed + tally.Failed,
        Orders + tally.Orders,
        tally.At > LastAt || LastAt is null ? tally.At : LastAt);
}
