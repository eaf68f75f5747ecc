using System.Text.Json;
using Serverless.Embedded.Host.Services;
using Serverless.Embedded.Wire;

namespace Serverless.Embedded.Queues;

/// <summary>The embedded queues, in this process or in the one that hosts them.</summary>
internal sealed class SharedQueues(QueueStore store, EmbeddedServices services) : IQueueService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly HttpMessageInvoker _host = new(new WireMessageHandler(services.Directory.Queues));

    private bool IsHere => services.Directory.Queues.Here is not null;

    public Task Open() => IsHere ? store.Open() : Task.CompletedTask;

    public async Task Put(string queue, IReadOnlyList<string> texts, CancellationToken stop)
    {
        if (IsHere)
        {
            await store.Put(queue, texts, stop);
            return;
        }
        await Ask<bool>(QueueCall.Put, new(queue) { Texts = texts }, stop);
        Signal(queue).Set();
    }

    public async Task<IReadOnlyList<QueueMessage>> Receive(string queue, int most, TimeSpan hidden, CancellationToken stop) => IsHere
        ? await store.Receive(queue, most, hidden, stop)
        : await Ask<List<QueueMessage>>(QueueCall.Receive, new(queue) { Most = most, Hidden = hidden }, stop) ?? [];

    public Task<bool> Delete(string queue, QueueMessage message) => IsHere
        ? store.Delete(queue, message)
        : Ask<bool>(QueueCall.Delete, new(queue) { Message = message });

    public Task<QueueMessage?> Hide(string queue, QueueMessage message, TimeSpan hidden) => IsHere
        ? store.Hide(queue, message, hidden)
        : Ask<QueueMessage>(QueueCall.Hide, new(queue) { Message = message, Hidden = hidden });

    public Task<bool> Move(string queue, QueueMessage message, string destination) => IsHere
        ? store.Move(queue, message, destination)
        : Ask<bool>(QueueCall.Move, new(queue) { Message = message, Destination = destination });

    public Task<int> Count(string queue) => IsHere ? store.Count(queue) : Ask<int>(QueueCall.Count, new(queue));

    public QueueSignal Signal(string queue) => store.Signal(queue);

    // No other process tells this one that there is something: it looks, as one looks into a storage account.
    public TimeSpan Pause(string queue, int times, TimeSpan longest)
    {
        if (IsHere)
        {
            return store.Pause(queue, times, longest);
        }
        var pause = FirstPause * Math.Pow(2, Math.Min(times, 20));
        return new[] { pause, LongestPause, longest }.Min();
    }

    public bool MayHold(string queue) => IsHere && store.MayHold(queue);

    private async Task<T?> Ask<T>(string operation, QueueCall call, CancellationToken stop = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://queues.embedded" + operation)
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(call)),
        };
        using var answer = await _host.SendAsync(request, stop);
        return JsonSerializer.Deserialize<T>(await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(stop));
    }
}
