using System.Runtime.InteropServices;
using Microsoft.Azure.Cosmos.Serialization.HybridRow;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.IO;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.RecordIO;
using Serverless.Embedded.Cosmos.Documents;
using Serverless.Embedded.Cosmos.Resources;
using Row = Microsoft.Azure.Cosmos.Serialization.HybridRow.Result;

namespace Serverless.Embedded.Cosmos.Batches;

/// <summary>Reads the body of a transactional batch: HybridRow records, one per operation.</summary>
internal static class BatchRequest
{
    private const int Most = 100;
    private const int Largest = 2 * 1024 * 1024;

    /// <exception cref="Refusal">It cannot be read, or breaks a limit.</exception>
    public static async ValueTask<List<Operation>> Read(ReadOnlyMemory<byte> body, Container container, PartitionKey partition, long now)
    {
        if (body.Length > Largest)
        {
            throw new Refusal(413, "RequestEntityTooLarge", $"The batch has {body.Length} bytes; {Largest} are allowed.");
        }
        var rows = new List<BatchOperation>();
        using var stream = MemoryMarshal.TryGetArray(body, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false) : new MemoryStream(body.ToArray(), writable: false);
        var read = await stream.ReadRecordIOAsync((ReadOnlyMemory<byte> record) =>
        {
            rows.Add(ReadRow(record));
            return Row.Success;
        }, resizer: new MemorySpanResizer<byte>(body.Length));
        return read != Row.Success ? throw Refusal.BadRequest($"The batch cannot be read: {read}.")
            : rows.Count is 0 or > Most ? throw Refusal.BadRequest($"A batch has 1 to {Most} operations; this one has {rows.Count}.")
            : rows.ConvertAll(row => row.ToOperation(container, partition, now));
    }

    private static BatchOperation ReadRow(ReadOnlyMemory<byte> record)
    {
        var operation = new BatchOperation();
        var reader = new RowReader(record, HybridRowVersion.V1, BatchSchemas.Resolver);
        while (reader.Read())
        {
            switch (reader.Path.ToString())
            {
                case "operationType" when reader.ReadInt32(out var code) == Row.Success:
                    operation.Code = code;
                    break;
                case "id" when reader.ReadString(out string id) == Row.Success:
                    operation.Id = id;
                    break;
                case "ifMatch" when reader.ReadString(out string tag) == Row.Success:
                    operation.IfMatch = tag;
                    break;
                case "ifNoneMatch" when reader.ReadString(out string tag) == Row.Success:
                    operation.IfNoneMatch = tag;
                    break;
                case "resourceBody" when reader.ReadBinary(out byte[] json) == Row.Success:
                    operation.Body = json;
                    break;
                case "minimalReturnPreference" when reader.ReadBool(out var minimal) == Row.Success:
                    operation.Minimal = minimal;
                    break;
            }
        }
        return operation;
    }
}
