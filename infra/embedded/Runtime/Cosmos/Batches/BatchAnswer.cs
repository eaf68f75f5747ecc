using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Serverless.Embedded.Cosmos.Documents;

namespace Serverless.Embedded.Cosmos.Batches;

/// <summary>Writes the answer to a batch: a segment's row, then one row per outcome.</summary>
internal static class BatchAnswer
{
    private const int LargestRowWithoutBody = 64;
    private const byte StatusField = 1, SubStatusField = 1 << 1, ETagField = 1 << 2, BodyField = 1 << 3, ChargeField = 6;

    private static ReadOnlySpan<byte> Segment => [HybridRow.Version, 0xF0, 0xD8, 0xFF, 0x7F, 1, 10, 0, 0, 0];

    public static ReadOnlyMemory<byte> Write(Outcome[] outcomes)
    {
        var answer = new ArrayBufferWriter<byte>(Segment.Length + outcomes.Sum(outcome => HybridRow.RecordSize + LargestRowWithoutBody + outcome.Body.Length));
        answer.Write(Segment);
        foreach (var outcome in outcomes)
        {
            var record = answer.GetSpan(HybridRow.RecordSize + LargestRowWithoutBody + outcome.Body.Length);
            var row = record[HybridRow.RecordSize..];
            row = row[..WriteRow(row, outcome)];
            WriteHeader(record, HybridRow.RecordLayout);
            BinaryPrimitives.WriteInt32LittleEndian(record[HybridRow.HeaderSize..], row.Length);
            BinaryPrimitives.WriteUInt32LittleEndian(record[(HybridRow.HeaderSize + sizeof(int))..], Crc32.Of(row));
            answer.Advance(HybridRow.RecordSize + row.Length);
        }
        return answer.WrittenMemory;
    }

    private static int WriteRow(Span<byte> row, in Outcome outcome)
    {
        WriteHeader(row, HybridRow.ResultLayout);
        var at = HybridRow.HeaderSize;
        row[at++] = (byte)(StatusField | (outcome.SubStatus != 0 ? SubStatusField : 0)
            | (outcome.Lsn != 0 ? ETagField : 0) | (outcome.Body.Length > 0 ? BodyField : 0));
        BinaryPrimitives.WriteInt32LittleEndian(row[at..], outcome.Status);
        BinaryPrimitives.WriteInt32LittleEndian(row[(at + sizeof(int))..], outcome.SubStatus);
        at += 2 * sizeof(int);
        if (outcome.Lsn != 0)
        {
            var tag = ETag.Of(outcome.Lsn);
            at = WriteNumber(row, at, tag.Length);
            at += Encoding.ASCII.GetBytes(tag, row[at..]);
        }
        if (outcome.Body.Length > 0)
        {
            at = WriteNumber(row, at, outcome.Body.Length);
            outcome.Body.Span.CopyTo(row[at..]);
            at += outcome.Body.Length;
        }
        row[at++] = HybridRow.Float64;
        row[at++] = ChargeField;
        BinaryPrimitives.WriteDoubleLittleEndian(row[at..], outcome.Charge);
        return at + sizeof(double);
    }

    private static void WriteHeader(Span<byte> row, int layout)
    {
        row[0] = HybridRow.Version;
        BinaryPrimitives.WriteInt32LittleEndian(row[1..], layout);
    }

    private static int WriteNumber(Span<byte> row, int at, int number)
    {
        for (; number >= 0x80; number >>= 7)
        {
            row[at++] = (byte)(number | 0x80);
        }
        row[at++] = (byte)number;
        return at;
    }
}
