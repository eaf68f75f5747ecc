using System.Text.Json;

namespace Serverless.Embedded.Payments;

/// <summary><c>GET /ledger</c>: the movements of money and the number of calls, for tests and benchmarks in another process.</summary>
internal sealed class LedgerPage(Ledger ledger, CallCounts calls)
{
    private const int MostPerPage = 10_000;

    /// <summary>Takes <c>order</c>, <c>intent</c>, <c>after</c> (a number) and <c>limit</c> (1,000 when absent).</summary>
    public Answer Get(Call call)
    {
        var read = call.Parameters;
        var order = read.Text("order");
        var intent = read.Text("intent");
        var after = read.Integer("after", 0, long.MaxValue) ?? 0;
        var most = (int)(read.Integer("limit", 1, MostPerPage) ?? 1000);
        if (read.Error() is { } error)
        {
            return Body.Error(error, call);
        }
        return new(200, Body.Write((calls, totals: ledger.Totals(), entries: ledger.Read(order, intent, after, most + 1), most), static (writer, page) =>
        {
            writer.WriteStartObject();
            WriteCalls(writer, page.calls);
            writer.WriteStartArray("totals"u8);
            foreach (var (currency, kind, count, amount) in page.totals)
            {
                writer.WriteStartObject();
                writer.WriteString("currency"u8, currency);
                writer.WriteString("kind"u8, Name(kind));
                writer.WriteNumber("count"u8, count);
                writer.WriteNumber("amount"u8, amount);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteBoolean("has_more"u8, page.entries.Count > page.most);
            writer.WriteStartArray("entries"u8);
            foreach (var entry in page.entries.Take(page.most))
            {
                Write(writer, entry);
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        }));
    }

    private static void WriteCalls(Utf8JsonWriter writer, CallCounts calls)
    {
        writer.WriteStartObject("calls"u8);
        writer.WriteNumber("total"u8, calls.Total);
        foreach (var (operation, count) in calls.ByOperation.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.WriteNumber(operation, count);
        }
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, LedgerEntry entry)
    {
        writer.WriteStartObject();
        writer.WriteNumber("number"u8, entry.Number);
        writer.WriteString("at"u8, entry.At);
        writer.WriteString("kind"u8, Name(entry.Kind));
        writer.WriteNumber("amount"u8, entry.Amount);
        writer.WriteString("currency"u8, entry.Currency);
        writer.WriteString("intent"u8, entry.Intent);
        writer.WriteString("order"u8, entry.Order);
        writer.WriteEndObject();
    }

    public static string Name(MovementKind kind) => kind switch
    {
        MovementKind.Charge => "charge",
        MovementKind.Authorization => "authorization",
        MovementKind.Capture => "capture",
        MovementKind.Release => "release",
        MovementKind.Refund => "refund",
        MovementKind.RefundReversal => "refund_reversal",
        MovementKind.Dispute => "dispute",
        _ => "dispute_reversal",
    };
}
