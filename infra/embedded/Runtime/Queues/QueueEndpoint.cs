using System.Text;
using System.Text.Json;
using Serverless.Embedded.Wire;

namespace Serverless.Embedded.Queues;

/// <summary>The embedded queues for other processes: one request for each call, with its arguments and its result as JSON.</summary>
internal sealed class QueueEndpoint(QueueStore store) : IWireService
{
    public async Task<WireResponse> Answer(WireRequest request, CancellationToken stop)
    {
        QueueCall call;
        try
        {
            call = JsonSerializer.Deserialize<QueueCall>((await request.ReadBody(stop)).Span) ?? throw new JsonException("There is no call.");
        }
        catch (JsonException malformed)
        {
            return new(400, Encoding.UTF8.GetBytes(malformed.Message), "text/plain; charset=utf-8");
        }
        return request.Path switch
        {
            QueueCall.Put => Json(await Put(call, stop)),
            QueueCall.Receive => Json(await store.Receive(call.Queue, call.Most, call.Hidden, stop)),
            QueueCall.Delete when call.Message is { } message => Json(await store.Delete(call.Queue, message)),
            QueueCall.Hide when call.Message is { } message => Json(await store.Hide(call.Queue, message, call.Hidden)),
            QueueCall.Move when call.Message is { } message => Json(await store.Move(call.Queue, message, call.Destination)),
            QueueCall.Count => Json(await store.Count(call.Queue)),
            _ => new(404),
        };
    }

    private async Task<bool> Put(QueueCall call, CancellationToken stop)
    {
        await store.Put(call.Queue, call.Texts, stop);
        return true;
    }

    private static WireResponse Json<T>(T result) => new(200, JsonSerializer.SerializeToUtf8Bytes(result), "application/json");
}

/// <summary>What another process asks of the embedded queues, whichever call it is.</summary>
internal sealed record QueueCall(string Queue)
{
    public const string Put = "/put";
    public const string Receive = "/receive";
    public const string Delete = "/delete";
    public const string Hide = "/hide";
    public const string Move = "/move";
    public const string Count = "/count";

    public IReadOnlyList<string> Texts { get; init; } = [];
    public int Most { get; init; }
    public TimeSpan Hidden { get; init; }
    public QueueMessage? Message { get; init; }
    public string Destination { get; init; } = "";
}
