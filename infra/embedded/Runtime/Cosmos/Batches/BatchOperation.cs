using Serverless.Embedded.Cosmos.Documents;
using Serverless.Embedded.Cosmos.Resources;

namespace Serverless.Embedded.Cosmos.Batches;

/// <summary>One operation of a batch as it came over the wire.</summary>
internal ref struct BatchOperation
{
    private const int PartitionKeyField = 1 << 2;
    private const int IdField = 1 << 4;
    private const int BodyField = 1 << 6;
    private const int IfMatchField = 9;
    private const int IfNoneMatchField = 10;
    private const int MinimalField = 12;

    private int _code;
    private string? _partitionKey;
    private string? _id;
    private string? _ifMatch;
    private string? _ifNoneMatch;
    private ReadOnlySpan<byte> _body;
    private bool _minimal;

    /// <exception cref="Refusal">The row cannot be read.</exception>
    public static BatchOperation Read(RowReader row)
    {
        var operation = new BatchOperation();
        row.Header(HybridRow.OperationLayout);
        int mask = row.Byte();
        operation._code = row.Int32();
        row.Skip(sizeof(int));
        for (var field = 1 << 2; field <= BodyField; field <<= 1)
        {
            if ((mask & field) != 0)
            {
                operation.ReadField(ref row, field);
            }
        }
        while (!row.AtEnd)
        {
            operation.ReadTypedField(ref row);
        }
        return operation;
    }

    /// <summary>The partition key of the operation itself, in JSON; null when it is the whole batch's.</summary>
    public readonly string? PartitionKey => _partitionKey;

    /// <exception cref="Refusal">It breaks a rule.</exception>
    public readonly Operation ToOperation(Container container, PartitionKey partition, long now)
    {
        var kind = _code switch
        {
            0 => OperationKind.Create,
            1 => OperationKind.Patch,
            2 => OperationKind.Read,
            4 => OperationKind.Delete,
            5 => OperationKind.Replace,
            20 => OperationKind.Upsert,
            _ => throw Refusal.NotImplemented($"Operations of type {_code} are not supported in a batch."),
        };
        return kind switch
        {
            OperationKind.Create or OperationKind.Upsert or OperationKind.Replace => Requests.Write(kind, _id, _body, container, partition, now) with
            {
                IfMatch = _ifMatch,
                Minimal = _minimal,
            },
            _ when _id is null => throw Refusal.BadRequest("An operation of the batch names no document."),
            OperationKind.Patch => new(kind, _id, Patch: Patch.Parse(_body), IfMatch: _ifMatch, Minimal: _minimal),
            _ => new(kind, _id, IfMatch: _ifMatch, IfNoneMatch: _ifNoneMatch),
        };
    }

    private void ReadField(ref RowReader row, int field)
    {
        var bytes = row.Bytes();
        switch (field)
        {
            case PartitionKeyField:
                _partitionKey = System.Text.Encoding.UTF8.GetString(bytes);
                break;
            case IdField:
                _id = System.Text.Encoding.UTF8.GetString(bytes);
                break;
            case BodyField:
                _body = bytes;
                break;
        }
    }

    private void ReadTypedField(ref RowReader row)
    {
        var type = row.Byte();
        var field = row.Number();
        switch (type, field)
        {
            case (HybridRow.Text, IfMatchField):
                _ifMatch = row.Text();
                break;
            case (HybridRow.Text, IfNoneMatchField):
                _ifNoneMatch = row.Text();
                break;
            case (HybridRow.True, MinimalField):
                _minimal = true;
                break;
            case (HybridRow.Null or HybridRow.False or HybridRow.True, _):
                break;
            case (HybridRow.Int32, _):
                row.Skip(sizeof(int));
                break;
            case (HybridRow.Text or HybridRow.Binary, _):
                row.Bytes();
                break;
            default:
                throw RowReader.Broken($"field {field} has the unknown type {type}");
        }
    }
}
