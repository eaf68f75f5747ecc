using Microsoft.Azure.Cosmos.Serialization.HybridRow;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.IO;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.Layouts;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.RecordIO;
using Serverless.Embedded.Cosmos.Documents;
using Row = Microsoft.Azure.Cosmos.Serialization.HybridRow.Result;

namespace Serverless.Embedded.Cosmos.Batches;

/// <summary>Writes the answer to a transactional batch: HybridRow records, one per outcome.</summary>
internal static class BatchAnswer
{
    private const int RowSize = 256;

    public static async ValueTask<ReadOnlyMemory<byte>> Write(Outcome[] outcomes)
    {
        var stream = new MemoryStream(RowSize * (outcomes.Length + 1));
        var resizer = new MemorySpanResizer<byte>(RowSize);
        var written = await stream.WriteRecordIOAsync(default(Segment), (long index, out ReadOnlyMemory<byte> record) =>
        {
            record = default;
            return index >= outcomes.Length ? Row.Success : WriteRow(outcomes[index], resizer, out record);
        });
        return written == Row.Success
            ? stream.GetBuffer().AsMemory(0, (int)stream.Length)
            : throw new InvalidOperationException($"The answer to a batch cannot be written: {written}.");
    }

    private static Row WriteRow(Outcome outcome, MemorySpanResizer<byte> resizer, out ReadOnlyMemory<byte> record)
    {
        var row = new RowBuffer(RowSize, resizer);
        row.InitLayout(HybridRowVersion.V1, BatchSchemas.Result, BatchSchemas.Resolver);
        var result = RowWriter.WriteBuffer(ref row, outcome, WriteFields);
        record = resizer.Memory[..row.Length];
        return result;
    }

    private static Row WriteFields(ref RowWriter writer, TypeArgument type, Outcome outcome)
    {
        var result = writer.WriteInt32("statusCode", outcome.Status);
        if (result == Row.Success && outcome.SubStatus != 0)
        {
            result = writer.WriteInt32("subStatusCode", outcome.SubStatus);
        }
        if (result == Row.Success && outcome.Lsn != 0)
        {
            result = writer.WriteString("eTag", ETag.Of(outcome.Lsn));
        }
        if (result == Row.Success && outcome.Body.Length > 0)
        {
            result = writer.WriteBinary("resourceBody", outcome.Body.Span);
        }
        return result == Row.Success ? writer.WriteFloat64("requestCharge", outcome.Charge) : result;
    }
}
