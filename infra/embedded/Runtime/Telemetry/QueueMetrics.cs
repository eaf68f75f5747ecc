using System.Diagnostics.Metrics;
using Serverless.Embedded.Host.Services;
using Serverless.Embedded.ServiceBus.Storage;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Telemetry;

/// <summary>
/// How much waits in the queues and subscriptions, and how long: on Azure these are metrics of the platform. They are read from what is
/// stored, and only when somebody asks.
/// </summary>
internal sealed class QueueMetrics(IMeterFactory meters, EmbeddedServices services, Database database, TimeProvider clock)
{
    public void Publish()
    {
        var meter = meters.Create("Serverless.Embedded.ServiceBus");
        meter.CreateObservableGauge(
            "servicebus.messages.active", () => Each(RowState.Active, queue => queue.Messages), "{message}", "Messages that wait or are being handled.");
        meter.CreateObservableGauge(
            "servicebus.messages.scheduled", () => Each(RowState.Scheduled, queue => queue.Messages), "{message}", "Messages that will be enqueued later.");
        meter.CreateObservableGauge(
            "servicebus.messages.oldest", () => Each(RowState.Active, Age), "s", "How long ago the oldest of the messages that wait was enqueued.");
    }

    private double Age(Queue queue) =>
        queue.Messages == 0 ? 0 : Math.Max(0, TimeSpan.FromTicks(clock.GetUtcNow().UtcTicks - queue.OldestEnqueuedAt).TotalSeconds);

    private IEnumerable<Measurement<T>> Each<T>(RowState state, Func<Queue, T> value) where T : struct => services.Broker is null ? [] :
        database.Read(connection => Queues(connection, state))
            .Select(queue => new Measurement<T>(value(queue), new KeyValuePair<string, object?>("messaging.destination.name", queue.Path)));

    private static List<Queue> Queues(Connection connection, RowState state)
    {
        var queues = new List<Queue>();
        // The key of a message begins with the number of its entity: see MessageKey.
        using var row = connection.Query(
            """
            SELECT path, count(key), coalesce(min(enqueued_at), 0)
            FROM bus_entities LEFT JOIN bus_messages ON key >= (id << 40) AND key < ((id + 1) << 40) AND state = ?1
            GROUP BY path
            """, (int)state);
        while (row.Read())
        {
            queues.Add(new Queue(row.GetString(0), row.GetInt64(1), row.GetInt64(2)));
        }
        return queues;
    }

    private readonly record struct Queue(string Path, long Messages, long OldestEnqueuedAt);
}
