using Microsoft.Extensions.Logging;
using Serverless.Embedded.Host;
using Serverless.Embedded.Queues;

namespace Serverless.Embedded.Triggers.StorageQueues;

/// <summary>Feeds one function from a storage queue. A message that has failed too often goes to the queue's poison queue.</summary>
internal sealed partial class QueueListener(
    FunctionDescriptor function, string queue, Func<BinaryData, object?> convert, QueueSettings settings, IQueueService store,
    IFunctionInvoker invoker, TimeProvider clock, ILogger log) : ITriggerListener
{
    // As the official host does: hidden for ten minutes, renewed halfway.
    private static readonly TimeSpan Hidden = TimeSpan.FromMinutes(10);

    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _loop = Task.CompletedTask;
    private int _running;

    // Rounds in a row that brought nothing: an account is asked less often then.
    private int _empty;

    public string Description => $"queueTrigger {queue}";

    public bool IsIdle => Volatile.Read(ref _running) == 0 && !store.MayHold(queue);

    public async Task Start(CancellationToken stop)
    {
        await store.Open();
        _loop = Task.Run(() => ReceiveLoop.Run(function.Name, Receive, clock, log, _stopping.Token), CancellationToken.None);
    }

    public async Task Drain(CancellationToken stop)
    {
        await _stopping.CancelAsync();
        await using var abort = stop.Register(_abort.Cancel);
        await _loop;
        if (Volatile.Read(ref _running) > 0)
        {
            await _drained.Task.WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public Task InvokeWith(string input, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        return Invoke(new QueueMessage("", input, "", 1, now, now + IQueueService.TimeToLive, now), BinaryData.FromString(input), stop);
    }

    private async Task Receive()
    {
        if ((HasRoom && await Take() > 0) || await WaitForMore())
        {
            _empty = 0;
        }
        else
        {
            _empty++;
        }
    }

    private bool HasRoom => Volatile.Read(ref _running) <= settings.NewBatchThreshold;

    private async Task<int> Take()
    {
        // Counted before they are taken, so that nobody sees an idle listener between the two.
        Interlocked.Add(ref _running, settings.BatchSize);
        IReadOnlyList<QueueMessage> messages = [];
        try
        {
            messages = await store.Receive(queue, settings.BatchSize, Hidden, _abort.Token);
        }
        finally
        {
            Interlocked.Add(ref _running, messages.Count - settings.BatchSize);
        }
        foreach (var message in messages)
        {
            _ = Task.Run(() => Process(message), CancellationToken.None);
        }
        return messages.Count;
    }

    /// <summary>True for a signal, false when the pause was over.</summary>
    private async Task<bool> WaitForMore()
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        var signalled = store.Signal(queue).Wait(enough.Token);
        if (HasRoom)
        {
            await Task.WhenAny(signalled, Task.Delay(store.Pause(queue, _empty, settings.MaxPollingInterval), clock, enough.Token));
        }
        else
        {
            await signalled;
        }
        await enough.CancelAsync();
        return signalled.IsCompletedSuccessfully;
    }

    private async Task Process(QueueMessage message)
    {
        var hold = new QueueHold(queue, message, Hidden, store, clock, failure => LogNotKept(failure, function.Name, message.Id));
        try
        {
            await Invoke(message, settings.Decode(message.Text), _abort.Token);
            await Settle(message, async () => await store.Delete(queue, await hold.End()));
        }
#pragma warning disable CA1031 // Whatever it was, the message comes again, or becomes poison.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogFailure(failure, function.Name, message.Id, message.DequeueCount);
            await Settle(message, async () => await Return(await hold.End()));
        }
        finally
        {
            if (Interlocked.Decrement(ref _running) == 0 && _stopping.IsCancellationRequested)
            {
                _drained.TrySetResult();
            }
            store.Signal(queue).Set();
        }
    }

    // As the official host: what fails on a poison queue stays there, hidden until its time is up; it has nowhere else to go.
    private Task Return(QueueMessage message) =>
        queue.EndsWith(QueueNames.PoisonSuffix, StringComparison.Ordinal) ? Task.CompletedTask
        : message.DequeueCount >= settings.MaxDequeueCount ? store.Move(queue, message, queue + QueueNames.PoisonSuffix)
        : store.Hide(queue, message, settings.VisibilityTimeout);

    private async Task Settle(QueueMessage message, Func<Task> settle)
    {
        try
        {
            await settle();
        }
#pragma warning disable CA1031 // The message becomes visible by itself.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogNotKept(failure, function.Name, message.Id);
        }
    }

    private Task<object?> Invoke(QueueMessage message, BinaryData body, CancellationToken stop) => invoker.Invoke(
        function,
        new Invocation(convert(body), new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase)
        {
            ["QueueTrigger"] = body.ToString(),
            ["Id"] = message.Id,
            ["PopReceipt"] = message.PopReceipt,
            ["DequeueCount"] = message.DequeueCount,
            ["InsertionTime"] = message.InsertedOn,
            ["ExpirationTime"] = message.ExpiresOn,
            ["NextVisibleTime"] = message.NextVisibleOn,
        }),
        stop);

    [LoggerMessage(1, LogLevel.Error, "The function {Function} failed on the queue message {Id}, attempt {Attempt}.")]
    private partial void LogFailure(Exception failure, string function, string id, long attempt);

    [LoggerMessage(2, LogLevel.Warning, "The queue message {Id} of the function {Function} could not be updated; it comes again when its time is up.")]
    private partial void LogNotKept(Exception failure, string function, string id);
}
