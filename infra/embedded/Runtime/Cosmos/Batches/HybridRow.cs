namespace Serverless.Embedded.Cosmos.Batches;

/// <summary>
/// What a batch is written in: rows of a known layout, one after another, each behind its length and its checksum.
/// A row is a mask of the fields that it has, the fields of fixed size, those with a length before them, and then the rest,
/// each with its type and its number. (Microsoft.Azure.Cosmos carries the layouts as HybridRowBatchSchemas.json.)
/// </summary>
internal static class HybridRow
{
    public const byte Version = 0x81;

    /// <summary>A version and the number of a layout: what every row begins with.</summary>
    public const int HeaderSize = 5;

    /// <summary>Before each row: a header, the row's length and its checksum.</summary>
    public const int RecordSize = HeaderSize + 4 + 4;

    public const int SegmentLayout = 2147473648;
    public const int RecordLayout = 2147473649;
    public const int OperationLayout = 2145473648;
    public const int ResultLayout = 2145473649;

    /// <summary>The types of the fields that carry their type.</summary>
    public const byte Null = 1, False = 2, True = 3, Int32 = 7, Float64 = 16, Text = 20, Binary = 21;
}
