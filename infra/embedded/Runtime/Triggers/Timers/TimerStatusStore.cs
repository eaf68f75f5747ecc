using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Triggers.Timers;

/// <summary>Keeps the status of each timer in the database.</summary>
internal sealed class TimerStatusStore(Database database)
{
    public Task<TimerStatus?> Read(string function) => database.Write(connection =>
    {
        connection.Execute("CREATE TABLE IF NOT EXISTS timers (function TEXT PRIMARY KEY, last INTEGER, next INTEGER NOT NULL, updated INTEGER NOT NULL)");
        using var row = connection.Query("SELECT last, next, updated FROM timers WHERE function = ?1", function);
        return row.Read()
            ? new TimerStatus(row.IsDBNull(0) ? null : Instant(row.GetInt64(0)), Instant(row.GetInt64(1)), Instant(row.GetInt64(2)))
            : null;
    });

    public Task Write(string function, TimerStatus status) => database.Write(connection =>
    {
        connection.Execute("INSERT OR REPLACE INTO timers (function, last, next, updated) VALUES (?1, ?2, ?3, ?4)",
            function, status.Last?.UtcTicks, status.Next.UtcTicks, status.Updated.UtcTicks);
    });

    private static DateTimeOffset Instant(long utcTicks) => new(utcTicks, TimeSpan.Zero);
}
