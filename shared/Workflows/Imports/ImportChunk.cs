using Serverless.Domain;
using Serverless.Domain.Imports;

namespace Serverless.Workflows.Imports;

/// <summary>Some rows of an upload, as they are stored until they are placed: small enough for one document and one invocation.</summary>
/// <param name="Import">The import.</param>
/// <param name="Attempt">Which upload of it: the chunks of one that broke are never placed.</param>
/// <param name="Number">From 1, in the order of the rows.</param>
/// <param name="By">The operator who sent it.</param>
/// <param name="LastRow">The last of its rows; the rows of the next chunk come after it.</param>
/// <param name="Orders">What can be read.</param>
/// <param name="BadRows">What cannot.</param>
public sealed record ImportChunk(
    ImportId Import, int Attempt, int Number, CustomerId By, int LastRow, IReadOnlyList<ImportOrder> Orders, IReadOnlyList<BadRow> BadRows)
{
    /// <summary>The most orders of a chunk.</summary>
    public const int MaxOrders = 200;

    /// <summary>The rows after which a chunk is full. Its last order may bring a hundred more.</summary>
    public const int EnoughRows = 1_000;

    /// <summary>The size after which a chunk is full, in characters of JSON; a document may have two million.</summary>
    public const int EnoughText = 512 * 1024;

    /// <summary>How many rows it has.</summary>
    public int Rows => Orders.Sum(order => order.Rows.Count) + BadRows.Count;
}
