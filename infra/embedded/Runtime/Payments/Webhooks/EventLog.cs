using Microsoft.Data.Sqlite;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Payments.Webhooks;

/// <summary>
/// What happened, each written in the transaction of the change, with the deliveries that it is owed. Without an endpoint
/// nobody is told and nothing is kept. Events are forgotten after 30 days, as Stripe's are.
/// </summary>
internal sealed class EventLog
{
    private const int MostForgottenAtOnce = 256;
    private static readonly long Memory = (long)TimeSpan.FromDays(30).TotalMilliseconds;

    private const string Schema = """
        CREATE TABLE IF NOT EXISTS payment_events (number INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL,
            created INTEGER NOT NULL, state BLOB NOT NULL)
        """;

    private readonly bool _kept;
    private long _last;

    private EventLog(bool kept, Deliveries deliveries) => (_kept, Deliveries) = (kept, deliveries);

    public Deliveries Deliveries { get; }

    /// <summary>Makes the tables. Call it in a write.</summary>
    public static EventLog Open(Connection connection, WebhookOptions? options)
    {
        connection.Execute(Schema);
        return new(options is not null, Deliveries.Open(connection, options))
        {
            _last = (long)connection.Scalar("SELECT coalesce(max(number), 0) FROM payment_events")!,
        };
    }

    /// <summary>Records what happened to an intent, if anything did.</summary>
    public void Record(Connection connection, Intent? before, Intent after, long now)
    {
        if (_kept && IntentEvents.Of(before, after) is { } type)
        {
            Record(connection, type, PaymentStore.State(after), now);
        }
    }

    /// <summary>Call it in a write.</summary>
    public void Record(Connection connection, string type, byte[] state, long now)
    {
        if (!_kept)
        {
            return;
        }
        var number = ++_last;
        connection.Execute("INSERT INTO payment_events (number, id, type, created, state) VALUES (?1, ?2, ?3, ?4, ?5)",
            number, Ids.New("evt_", number), type, now, state);
        Deliveries.Owe(connection, number, now);
        if (number % MostForgottenAtOnce == 0)
        {
            connection.Execute("DELETE FROM payment_events WHERE created <= ?1 AND number < (SELECT min(number) + ?2 FROM payment_events)",
                now - Memory, MostForgottenAtOnce * 2);
        }
    }

    public static Event? Find(Connection connection, string id) =>
        Ids.Number(id, "evt_") is { } number && Find(connection, number) is { } found && found.Id == id ? found : null;

    public static Event? Find(Connection connection, long number)
    {
        using var rows = connection.Query("SELECT number, id, type, created, state FROM payment_events WHERE number = ?1", number);
        return rows.Read() ? Read(rows) : null;
    }

    /// <summary>Events, the newest first.</summary>
    public static List<Event> List(Connection connection, string? type, CreatedWindow created, long before, int most)
    {
        using var rows = connection.Query("""
            SELECT number, id, type, created, state FROM payment_events
            WHERE number < ?1 AND created / 1000 BETWEEN ?2 AND ?3 AND (?4 IS NULL OR type = ?4) ORDER BY number DESC LIMIT ?5
            """, before, created.From, created.To, type, most);
        var events = new List<Event>();
        while (rows.Read())
        {
            events.Add(Read(rows));
        }
        return events;
    }

    private static Event Read(SqliteDataReader rows) =>
        new(rows.GetInt64(0), rows.GetString(1), rows.GetString(2), rows.GetInt64(3), (byte[])rows.GetValue(4));
}
