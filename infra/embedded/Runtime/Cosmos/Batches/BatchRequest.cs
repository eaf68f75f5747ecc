namespace Serverless.Embedded.Cosmos.Batches;

/// <summary>Makes something of an operation of a batch.</summary>
internal delegate T Reading<out T>(BatchOperation operation);

/// <summary>Reads the body of a batch: a segment's row, then one row per operation.</summary>
internal static class BatchRequest
{
    private const int Most = 100;
    private const int Largest = 2 * 1024 * 1024;

    /// <exception cref="Refusal">It cannot be read, or breaks a limit.</exception>
    public static List<T> Read<T>(ReadOnlySpan<byte> body, Reading<T> read)
    {
        if (body.Length > Largest)
        {
            throw new Refusal(413, "RequestEntityTooLarge", $"The batch has {body.Length} bytes; {Largest} are allowed.");
        }
        var reader = new RowReader(body);
        SkipSegment(ref reader);
        var operations = new List<T>(2);
        while (!reader.AtEnd)
        {
            reader.Header(HybridRow.RecordLayout);
            var length = reader.Int32();
            // The checksum is not looked at: the transport has its own, or there is none.
            reader.Skip(sizeof(int));
            if (operations.Count == Most)
            {
                throw Refusal.BadRequest($"A batch has at most {Most} operations.");
            }
            operations.Add(read(BatchOperation.Read(reader.Row(length))));
        }
        return operations.Count > 0 ? operations : throw Refusal.BadRequest("The batch has no operations.");
    }

    // It says how long it is itself, from its own header on.
    private static void SkipSegment(ref RowReader reader)
    {
        reader.Header(HybridRow.SegmentLayout);
        reader.Skip(sizeof(byte));
        reader.Skip(reader.Int32() - (HybridRow.HeaderSize + sizeof(byte) + sizeof(int)));
    }
}
