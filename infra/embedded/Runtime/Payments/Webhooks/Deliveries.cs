using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Payments.Webhooks;

/// <summary>Which events are still owed to the endpoint, and from when on.</summary>
internal sealed class Deliveries
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS payment_deliveries (number INTEGER PRIMARY KEY, event INTEGER NOT NULL, due INTEGER NOT NULL,
            failures INTEGER NOT NULL);
        CREATE INDEX IF NOT EXISTS payment_deliveries_due ON payment_deliveries (due);
        CREATE INDEX IF NOT EXISTS payment_deliveries_event ON payment_deliveries (event);
        """;

    private readonly Lock _lock = new();
    private (DeliveryMode Mode, TimeSpan Delay) _how;

    private Deliveries(WebhookOptions? options) => _how = (options?.Mode ?? DeliveryMode.Never, options?.Delay ?? TimeSpan.Zero);

    /// <summary>When the next delivery is due.</summary>
    public Alarm Alarm { get; } = new();

    /// <summary>How events that happen from now on are delivered.</summary>
    public (DeliveryMode Mode, TimeSpan Delay) How
    {
        get
        {
            lock (_lock)
            {
                return _how;
            }
        }
        set
        {
            lock (_lock)
            {
                _how = value;
            }
        }
    }

    /// <summary>Makes the table. Call it in a write.</summary>
    public static Deliveries Open(Connection connection, WebhookOptions? options)
    {
        connection.Execute(Schema);
        var deliveries = new Deliveries(options);
        deliveries.FindNext(connection);
        return deliveries;
    }

    /// <summary>Call it in a write.</summary>
    public void Owe(Connection connection, long number, long now)
    {
        var (mode, delay) = How;
        foreach (var wait in mode.Deliveries(number, (long)delay.TotalMilliseconds))
        {
            connection.Execute("INSERT INTO payment_deliveries (event, due, failures) VALUES (?1, ?2, 0)", number, now + wait);
            Alarm.Expect(now + wait);
        }
    }

    public static List<Delivery> Due(Connection connection, long now, int most)
    {
        using var rows = connection.Query(
            "SELECT number, event, failures FROM payment_deliveries WHERE due <= ?1 ORDER BY due, number LIMIT ?2", now, most);
        var due = new List<Delivery>();
        while (rows.Read())
        {
            due.Add(new(rows.GetInt64(0), rows.GetInt64(1), rows.GetInt32(2)));
        }
        return due;
    }

    public static long Pending(Connection connection, long number) =>
        (long)connection.Scalar("SELECT count(*) FROM payment_deliveries WHERE event = ?1", number)!;

    /// <summary>Owes it no more. Call it in a write.</summary>
    public static void Strike(Connection connection, Delivery delivery) =>
        connection.Execute("DELETE FROM payment_deliveries WHERE number = ?1", delivery.Number);

    /// <summary>Owes it again, at a later time. Call it in a write.</summary>
    public static void Postpone(Connection connection, Delivery failed, long due) =>
        connection.Execute("UPDATE payment_deliveries SET due = ?2, failures = failures + 1 WHERE number = ?1", failed.Number, due);

    /// <summary>Call it in a write, once some were struck or postponed.</summary>
    public void FindNext(Connection connection) =>
        Alarm.Reset((long)connection.Scalar("SELECT coalesce(min(due), 9223372036854775807) FROM payment_deliveries")!);
}

/// <summary>One delivery that is owed, and how often it has failed.</summary>
internal readonly record struct Delivery(long Number, long Event, int Failures);
