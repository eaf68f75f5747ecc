using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Payments;

/// <summary>
/// <c>GET /ledger/balances</c>: for each intent what was really taken, given back, held and withdrawn by disputes, summed over the
/// ledger; the oldest first. What the merchant kept is <c>captured - refunded - disputed</c>.
/// </summary>
internal static class BalancesPage
{
    private const int MostPerPage = 10_000;

    private const string Query = """
        SELECT intent, merchant_order, currency,
            sum(CASE kind WHEN 0 THEN amount WHEN 2 THEN amount ELSE 0 END) AS captured,
            sum(CASE kind WHEN 1 THEN amount WHEN 2 THEN -amount WHEN 3 THEN -amount ELSE 0 END) AS held,
            sum(CASE kind WHEN 4 THEN amount WHEN 5 THEN -amount ELSE 0 END) AS refunded,
            sum(CASE kind WHEN 6 THEN amount WHEN 7 THEN -amount ELSE 0 END) AS disputed,
            sum(CASE kind WHEN 0 THEN 1 WHEN 1 THEN 1 ELSE 0 END) AS charges
        FROM payment_ledger WHERE (?1 IS NULL OR intent > ?1) AND (?2 IS NULL OR merchant_order = ?2)
        GROUP BY intent ORDER BY intent LIMIT ?3
        """;

    /// <summary>Takes <c>order</c>, <c>after</c> (an intent) and <c>limit</c> (1,000 when absent).</summary>
    public static Answer Get(Connection connection, Call call)
    {
        var read = call.Parameters;
        var order = read.Text("order");
        var after = read.Text("after");
        var most = (int)(read.Integer("limit", 1, MostPerPage) ?? 1000);
        return read.Error() is { } error ? Body.Error(error, call)
            : Body.List("/ledger/balances", Balances(connection, after, order, most + 1), most, (writer, balance) =>
            {
                writer.WriteStartObject();
                writer.WriteString("intent"u8, balance.Intent);
                writer.WriteString("order"u8, balance.Order);
                writer.WriteString("currency"u8, balance.Currency);
                writer.WriteNumber("charges"u8, balance.Charges);
                writer.WriteNumber("captured"u8, balance.Captured);
                writer.WriteNumber("held"u8, balance.Held);
                writer.WriteNumber("refunded"u8, balance.Refunded);
                writer.WriteNumber("disputed"u8, balance.Disputed);
                writer.WriteEndObject();
            });
    }

    private static List<Balance> Balances(Connection connection, string? after, string? order, int most)
    {
        using var rows = connection.Query(Query, after, order, most);
        var balances = new List<Balance>();
        while (rows.Read())
        {
            balances.Add(new(rows.GetString(0), rows.IsDBNull(1) ? null : rows.GetString(1), rows.GetString(2),
                rows.GetInt64(3), rows.GetInt64(4), rows.GetInt64(5), rows.GetInt64(6), rows.GetInt64(7)));
        }
        return balances;
    }

    private sealed record Balance(
        string Intent, string? Order, string Currency, long Captured, long Held, long Refunded, long Disputed, long Charges);
}
