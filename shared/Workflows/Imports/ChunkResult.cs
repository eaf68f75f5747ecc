using Serverless.Domain.Imports;

namespace Serverless.Workflows.Imports;

/// <summary>What came of a chunk. The progress of an import is the sum of these, so counting one twice is impossible.</summary>
/// <param name="Import">The import.</param>
/// <param name="Tally">The numbers.</param>
/// <param name="LastRow">The last of the chunk's rows.</param>
/// <param name="BadRows">The rows that placed nothing, in their order.</param>
public sealed record ChunkResult(ImportId Import, ChunkTally Tally, int LastRow, IReadOnlyList<BadRow> BadRows);

/// <summary>The numbers of a result.</summary>
/// <param name="Number">The chunk.</param>
/// <param name="Placed">Rows whose orders are placed.</param>
/// <param name="Failed">Rows that placed nothing.</param>
/// <param name="Orders">Orders placed.</param>
/// <param name="At">When.</param>
/// <param name="IsDead">The chunk was given up, and its message is a dead letter. A replay may still place it.</param>
public sealed record ChunkTally(int Number, int Placed, int Failed, int Orders, DateTimeOffset At, bool IsDead = false);
