using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Payments.Webhooks;

/// <summary>The operations of <c>/v1/events</c>, and of <c>/webhooks</c>: how well events are delivered from now on.</summary>
internal sealed class EventCalls(Deliveries deliveries)
{
    public static Answer Get(Connection connection, Call call, string id) =>
        call.Parameters.Error() is { } error ? Body.Error(error, call)
        : EventLog.Find(connection, id) is { } happened ? new(200, Body.Write(
            (happened, pending: Deliveries.Pending(connection, happened.Number), call.PublicAddress),
            static (writer, state) => EventJson.Write(writer, state.happened, state.pending, state.PublicAddress)))
        : Body.Error(ApiError.Missing("event", id, "id"), call);

    public static Answer List(Connection connection, Call call)
    {
        var read = call.Parameters;
        var created = CreatedWindow.Read(read);
        var type = read.Text("type");
        var most = (int)(read.Integer("limit", 1, 100) ?? 10);
        var after = read.Text("starting_after");
        if (after is not null && EventLog.Find(connection, after) is null)
        {
            read.Fail(ApiError.Missing("event", after, "starting_after", inPath: false));
        }
        if (read.Error() is { } error)
        {
            return Body.Error(error, call);
        }
        var before = after is null ? long.MaxValue : Ids.Number(after, "evt_")!.Value;
        return Body.List("/v1/events", EventLog.List(connection, type, created, before, most + 1), most, (writer, happened) =>
            EventJson.Write(writer, happened, Deliveries.Pending(connection, happened.Number), call.PublicAddress));
    }

    /// <summary>Takes <c>mode</c>, one of <see cref="DeliveryMode"/> in lower case, and <c>delay</c> in milliseconds.</summary>
    public Plan SetMode(Call call)
    {
        var name = call.Parameters.Required("mode");
        var delay = call.Parameters.Integer("delay", 0, (long)TimeSpan.FromDays(1).TotalMilliseconds);
        var known = DeliveryModes.TryParse(name, out var mode);
        if (!known)
        {
            call.Parameters.Fail(ApiError.Invalid($"'mode' must be one of {DeliveryModes.Names}, not '{name}'.", param: "mode"));
        }
        if (call.Parameters.Error() is { } error)
        {
            return error;
        }
        return new Plan.Execute(_ =>
        {
            deliveries.How = (mode, delay is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : deliveries.How.Delay);
            return Show();
        });
    }

    public Answer GetMode(Call call) => call.Parameters.Error() is { } error ? Body.Error(error, call) : Show();

    private Answer Show() => new(200, Body.Write(deliveries.How, static (writer, how) =>
    {
        writer.WriteStartObject();
        writer.WriteString("mode"u8, how.Mode.Name());
        writer.WriteNumber("delay"u8, (long)how.Delay.TotalMilliseconds);
        writer.WriteEndObject();
    }));
}
