using System.Collections.Concurrent;
using System.Globalization;
using System.Net;

namespace Serverless.Embedded.Queues.Account;

/// <summary>
/// The queues of a storage account, over its REST API: https://learn.microsoft.com/rest/api/storageservices/queue-service-rest-api.
/// </summary>
internal sealed class AccountQueues(StorageAccount account, HttpClient http, TimeProvider clock) : IQueueService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<string, KnownQueue> _queues = new(StringComparer.Ordinal);

    public Task Open() => Task.CompletedTask;

    public async Task Put(string queue, IReadOnlyList<string> texts, CancellationToken stop)
    {
        foreach (var text in texts)
        {
            await Put(queue, text, stop);
        }
        Known(queue).Changed();
    }

    public async Task<IReadOnlyList<QueueMessage>> Receive(string queue, int most, TimeSpan hidden, CancellationToken stop)
    {
        var known = Known(queue);
        var before = known.Changes;
        using var answer = await Send(HttpMethod.Get, $"{queue}/messages?numofmessages={most}&visibilitytimeout={Seconds(hidden)}", null, stop);
        // Nobody has put anything there yet.
        IReadOnlyList<QueueMessage> messages =
            answer.StatusCode == HttpStatusCode.NotFound ? [] : QueueXml.Read(await Body(answer, stop));
        known.Found(messages.Count, before);
        return messages;
    }

    public async Task<bool> Delete(string queue, QueueMessage message)
    {
        using var answer = await Send(HttpMethod.Delete, Of(queue, message), null, CancellationToken.None);
        return await IsHeld(answer);
    }

    public async Task<QueueMessage?> Hide(string queue, QueueMessage message, TimeSpan hidden)
    {
        using var answer = await Send(HttpMethod.Put, $"{Of(queue, message)}&visibilitytimeout={Seconds(hidden)}", null, CancellationToken.None);
        if (!await IsHeld(answer))
        {
            return null;
        }
        if (hidden == TimeSpan.Zero)
        {
            Known(queue).Changed();
        }
        return message with { PopReceipt = answer.Headers.GetValues("x-ms-popreceipt").Single(), NextVisibleOn = clock.GetUtcNow() + hidden };
    }

    // Put first: what dies in between is there twice, and not lost.
    public async Task<bool> Move(string queue, QueueMessage message, string destination)
    {
        await Put(destination, [message.Text], CancellationToken.None);
        return await Delete(queue, message);
    }

    public async Task<int> Count(string queue)
    {
        using var answer = await Send(HttpMethod.Get, $"{queue}?comp=metadata", null, CancellationToken.None);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return 0;
        }
        await Body(answer, CancellationToken.None);
        return int.Parse(answer.Headers.GetValues("x-ms-approximate-messages-count").Single(), CultureInfo.InvariantCulture);
    }

    public QueueSignal Signal(string queue) => Known(queue).Signal;

    // As the official host: soon at first, seldom where nothing happens.
    public TimeSpan Pause(string queue, int times, TimeSpan longest)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(times, 20));
        return pause < longest ? pause : longest;
    }

    public bool MayHold(string queue) => Known(queue).MayHold;

    private async Task Put(string queue, string text, CancellationToken stop)
    {
        var path = $"{queue}/messages?messagettl={Seconds(IQueueService.TimeToLive)}";
        var answer = await Send(HttpMethod.Post, path, text, stop);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            answer.Dispose();
            using (var made = await Send(HttpMethod.Put, queue, null, stop))
            {
                await Body(made, stop);
            }
            answer = await Send(HttpMethod.Post, path, text, stop);
        }
        using (answer)
        {
            await Body(answer, stop);
        }
    }

    private async Task<HttpResponseMessage> Send(HttpMethod method, string path, string? text, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(method, $"{account.Queues}/{path}") { Content = text is null ? null : QueueXml.Write(text) };
        SharedKey.Sign(request, account, TimeProvider.System.GetUtcNow()); // The account compares it with its own clock.
        return await http.SendAsync(request, stop);
    }

    // Gone, or received by somebody else since.
    private static async Task<bool> IsHeld(HttpResponseMessage answer)
    {
        if (Code(answer) is "MessageNotFound" or "PopReceiptMismatch" or "QueueNotFound")
        {
            return false;
        }
        await Body(answer, CancellationToken.None);
        return true;
    }

    private static async Task<string> Body(HttpResponseMessage answer, CancellationToken stop) => answer.IsSuccessStatusCode
        ? await answer.Content.ReadAsStringAsync(stop)
        : throw new HttpRequestException($"The queue service answered {(int)answer.StatusCode} {Code(answer)}.", null, answer.StatusCode);

    private static string? Code(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("x-ms-error-code", out var codes) ? codes.FirstOrDefault() : null;

    private static string Of(string queue, QueueMessage message) =>
        $"{queue}/messages/{message.Id}?popreceipt={Uri.EscapeDataString(message.PopReceipt)}";

    private static long Seconds(TimeSpan time) => (long)Math.Ceiling(time.TotalSeconds);

    private KnownQueue Known(string queue) => _queues.GetOrAdd(queue, static _ => new KnownQueue());
}
