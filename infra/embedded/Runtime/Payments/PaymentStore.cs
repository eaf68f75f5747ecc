using System.Text.Json;
using Microsoft.Data.Sqlite;
using Serverless.Embedded.Payments.Disputes;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Payments;

/// <summary>
/// Intents, refunds and disputes in the database. Rows are numbered as they come, so a table grows only at its end however large it
/// gets. Nothing is cached: memory does not grow with the number of payments.
/// </summary>
internal sealed class PaymentStore
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS payment_intents (number INTEGER PRIMARY KEY, created INTEGER NOT NULL, due INTEGER, state BLOB NOT NULL);
        CREATE INDEX IF NOT EXISTS payment_intents_created ON payment_intents (created);
        CREATE INDEX IF NOT EXISTS payment_intents_due ON payment_intents (due) WHERE due IS NOT NULL;
        CREATE TABLE IF NOT EXISTS payment_refunds (number INTEGER PRIMARY KEY, intent INTEGER NOT NULL, due INTEGER, state BLOB NOT NULL);
        CREATE INDEX IF NOT EXISTS payment_refunds_intent ON payment_refunds (intent);
        CREATE INDEX IF NOT EXISTS payment_refunds_due ON payment_refunds (due) WHERE due IS NOT NULL;
        CREATE TABLE IF NOT EXISTS payment_disputes (number INTEGER PRIMARY KEY, intent INTEGER NOT NULL, state BLOB NOT NULL);
        CREATE INDEX IF NOT EXISTS payment_disputes_intent ON payment_disputes (intent);
        """;

    private long _lastIntent;
    private long _lastRefund;
    private long _lastDispute;

    private PaymentStore() { }

    /// <summary>When the next intent or refund changes by itself.</summary>
    public Alarm Alarm { get; } = new();

    /// <summary>Makes the tables. Call it in a write.</summary>
    public static PaymentStore Open(Connection connection)
    {
        connection.Execute(Schema);
        var store = new PaymentStore
        {
            _lastIntent = (long)connection.Scalar("SELECT coalesce(max(number), 0) FROM payment_intents")!,
            _lastRefund = (long)connection.Scalar("SELECT coalesce(max(number), 0) FROM payment_refunds")!,
            _lastDispute = (long)connection.Scalar("SELECT coalesce(max(number), 0) FROM payment_disputes")!,
        };
        store.FindNextDue(connection);
        return store;
    }

    public long NextIntentNumber() => Interlocked.Increment(ref _lastIntent);

    public long NextRefundNumber() => Interlocked.Increment(ref _lastRefund);

    public long NextDisputeNumber() => Interlocked.Increment(ref _lastDispute);

    public void Add(Connection connection, Intent intent, byte[] state)
    {
        Alarm.Expect(intent.Due);
        connection.Execute("INSERT INTO payment_intents (number, created, due, state) VALUES (?1, ?2, ?3, ?4)",
            intent.Number, intent.Created / 1000, intent.Due, state);
    }

    public void Save(Connection connection, Intent intent)
    {
        Alarm.Expect(intent.Due);
        connection.Execute("UPDATE payment_intents SET due = ?2, state = ?3 WHERE number = ?1", intent.Number, intent.Due, State(intent));
    }

    public void Save(Connection connection, Refund refund)
    {
        Alarm.Expect(refund.Due);
        connection.Execute("INSERT OR REPLACE INTO payment_refunds (number, intent, due, state) VALUES (?1, ?2, ?3, ?4)",
            refund.Number, refund.IntentNumber, refund.Due, State(refund));
    }

    public static void Save(Connection connection, Dispute dispute) => connection.Execute(
        "INSERT OR REPLACE INTO payment_disputes (number, intent, state) VALUES (?1, ?2, ?3)",
        dispute.Number, dispute.IntentNumber, State(dispute));

    public static byte[] State(Intent intent) => JsonSerializer.SerializeToUtf8Bytes(intent, PaymentsJson.Default.Intent);

    public static byte[] State(Refund refund) => JsonSerializer.SerializeToUtf8Bytes(refund, PaymentsJson.Default.Refund);

    public static byte[] State(Dispute dispute) => JsonSerializer.SerializeToUtf8Bytes(dispute, PaymentsJson.Default.Dispute);

    public static Intent? FindIntent(Connection connection, string id) =>
        Ids.Number(id, "pi_") is { } number && FindIntent(connection, number) is { } intent && intent.Id == id ? intent : null;

    public static Intent? FindIntent(Connection connection, long number) =>
        connection.Scalar("SELECT state FROM payment_intents WHERE number = ?1", number) is byte[] state ? Intent(state) : null;

    /// <summary>The intent that a charge belongs to.</summary>
    public static Intent? FindIntentOfCharge(Connection connection, string charge) =>
        Ids.Number(charge, "ch_") is { } number && FindIntent(connection, number) is { } intent && intent.Charges.Any(one => one.Id == charge) ? intent : null;

    public static Refund? FindRefund(Connection connection, string id) =>
        Ids.Number(id, "re_") is { } number
            && connection.Scalar("SELECT state FROM payment_refunds WHERE number = ?1", number) is byte[] state
            && Refund(state) is var refund && refund.Id == id ? refund : null;

    public static Dispute? FindDispute(Connection connection, string id) =>
        Ids.Number(id, "du_") is { } number
            && connection.Scalar("SELECT state FROM payment_disputes WHERE number = ?1", number) is byte[] state
            && Dispute(state) is var dispute && dispute.Id == id ? dispute : null;

    /// <summary>Intents, the newest first.</summary>
    public static List<Intent> ListIntents(Connection connection, CreatedWindow created, long before, int most)
    {
        using var rows = connection.Query(
            "SELECT state FROM payment_intents WHERE created BETWEEN ?1 AND ?2 AND number < ?3 ORDER BY number DESC LIMIT ?4", created.From, created.To, before, most);
        return All(rows, Intent);
    }

    /// <summary>Refunds of an intent, or of all when null, the newest first.</summary>
    public static List<Refund> ListRefunds(Connection connection, long? intent, long before, int most)
    {
        using var rows = intent is { } number
            ? connection.Query("SELECT state FROM payment_refunds WHERE intent = ?1 AND number < ?2 ORDER BY number DESC LIMIT ?3", number, before, most)
            : connection.Query("SELECT state FROM payment_refunds WHERE number < ?1 ORDER BY number DESC LIMIT ?2", before, most);
        return All(rows, Refund);
    }

    /// <summary>Disputes of an intent, or of all when null, the newest first.</summary>
    public static List<Dispute> ListDisputes(Connection connection, long? intent, long before, int most)
    {
        using var rows = connection.Query(
            "SELECT state FROM payment_disputes WHERE (?1 IS NULL OR intent = ?1) AND number < ?2 ORDER BY number DESC LIMIT ?3", intent, before, most);
        return All(rows, Dispute);
    }

    public static (List<Intent> Intents, List<Refund> Refunds) Due(Connection connection, long now)
    {
        using var intents = connection.Query("SELECT state FROM payment_intents WHERE due <= ?1 ORDER BY due", now);
        using var refunds = connection.Query("SELECT state FROM payment_refunds WHERE due <= ?1 ORDER BY due", now);
        return (All(intents, Intent), All(refunds, Refund));
    }

    public void FindNextDue(Connection connection) => Alarm.Reset((long)connection.Scalar("""
        SELECT min(coalesce((SELECT min(due) FROM payment_intents WHERE due IS NOT NULL), 9223372036854775807),
                   coalesce((SELECT min(due) FROM payment_refunds WHERE due IS NOT NULL), 9223372036854775807))
        """)!);

    public static Intent Intent(byte[] state) => JsonSerializer.Deserialize(state, PaymentsJson.Default.Intent)!;

    public static Refund Refund(byte[] state) => JsonSerializer.Deserialize(state, PaymentsJson.Default.Refund)!;

    public static Dispute Dispute(byte[] state) => JsonSerializer.Deserialize(state, PaymentsJson.Default.Dispute)!;

    private static List<T> All<T>(SqliteDataReader rows, Func<byte[], T> read)
    {
        var all = new List<T>();
        while (rows.Read())
        {
            all.Add(read((byte[])rows.GetValue(0)));
        }
        return all;
    }
}
