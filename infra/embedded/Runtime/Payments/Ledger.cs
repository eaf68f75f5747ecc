using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Payments;

/// <summary>Every movement of money at the provider, written in the transaction of the call that made it: what tests count.</summary>
internal sealed class Ledger(Database database)
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS payment_ledger (number INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind INTEGER NOT NULL,
            amount INTEGER NOT NULL, currency TEXT NOT NULL, intent TEXT NOT NULL, merchant_order TEXT)
        """;

    /// <summary>Makes the table. Call it in a write.</summary>
    public static void Create(Connection connection) => connection.Execute(Schema);

    public static void Write(Connection connection, Intent intent, Movement movement, long now) =>
        connection.Execute("INSERT INTO payment_ledger (at, kind, amount, currency, intent, merchant_order) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            now, (long)movement.Kind, movement.Amount, intent.Currency, intent.Id, intent.Order);

    /// <summary>
    /// Entries in the order in which they happened, after the one numbered <paramref name="after"/>; of one order or one
    /// intent when given, which reads the whole table: read all at once where many are wanted.
    /// </summary>
    public IReadOnlyList<LedgerEntry> Read(string? order = null, string? intent = null, long after = 0, int most = int.MaxValue) => database.Read(connection =>
    {
        using var rows = connection.Query("""
            SELECT number, at, kind, amount, currency, intent, merchant_order FROM payment_ledger
            WHERE number > ?1 AND (?2 IS NULL OR merchant_order = ?2) AND (?3 IS NULL OR intent = ?3) ORDER BY number LIMIT ?4
            """, after, order, intent, most);
        var entries = new List<LedgerEntry>();
        while (rows.Read())
        {
            entries.Add(new(rows.GetInt64(0), DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(1)), (MovementKind)rows.GetInt64(2),
                rows.GetInt64(3), rows.GetString(4), rows.GetString(5), rows.IsDBNull(6) ? null : rows.GetString(6)));
        }
        return entries;
    });

    /// <summary>The sums over the whole ledger, in minor units.</summary>
    public IReadOnlyList<(string Currency, MovementKind Kind, long Count, long Amount)> Totals() => database.Read(connection =>
    {
        using var rows = connection.Query("SELECT currency, kind, count(*), sum(amount) FROM payment_ledger GROUP BY currency, kind ORDER BY currency, kind");
        var totals = new List<(string, MovementKind, long, long)>();
        while (rows.Read())
        {
            totals.Add((rows.GetString(0), (MovementKind)rows.GetInt64(1), rows.GetInt64(2), rows.GetInt64(3)));
        }
        return totals;
    });
}
