using System.Globalization;
using Microsoft.Extensions.Logging;
using Serverless.Embedded.Host;
using Serverless.Embedded.Queues;

namespace Serverless.Embedded.Triggers.StorageQueues;

/// <summary>Feeds one function from a storage queue. A message that has failed too often goes to the queue's poison queue.</summary>
internal sealed partial class QueueListener(
    FunctionDescriptor function, string queue, Func<BinaryData, object?> convert, QueueSettings settings, QueueStore store,
    IFunctionInvoker invoker, TimeProvider clock, ILogger<QueueListener> log) : ITriggerListener
{
    // As the official host does: hidden for ten minutes, renewed halfway.
    private static readonly TimeSpan Hidden = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _loop = Task.CompletedTask;
    private int _running;

    public string Description => $"queueTrigger {queue}";

    public bool IsIdle => Volatile.Read(ref _running) == 0 && !(store.NextVisible(queue) <= clock.GetUtcNow());

    public async Task Start(CancellationToken stop)
    {
        await store.Open();
        _loop = Task.Run(Receive, CancellationToken.None);
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
        return Invoke(new QueueMessage(0, input, "", 1, now, now + QueueStore.TimeToLive, now), BinaryData.FromString(input), stop);
    }

    private async Task Receive()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                if (!HasRoom || await Take() == 0)
                {
                    await WaitForMore();
                }
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
            }
#pragma warning disable CA1031 // Whatever it was, the queue is still there.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                LogInterrupted(failure, function.Name);
                await Task.Delay(PauseAfterFailure, clock, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private bool HasRoom => Volatile.Read(ref _running) <= settings.NewBatchThreshold;

    private async Task<int> Take()
    {
        // Counted before they are taken, so that nobody sees an idle listener between the two.
        Interlocked.Add(ref _running, settings.BatchSize);
        List<QueueMessage> messages = [];
        try
        {
            messages = await store.Receive(queue, settings.BatchSize, Hidden);
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

    private async Task WaitForMore()
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        var signalled = store.Signal(queue).Wait(enough.Token);
        if (HasRoom && store.NextVisible(queue) is { } next)
        {
            var left = next - clock.GetUtcNow();
            await Task.WhenAny(signalled, Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock, enough.Token));
        }
        else
        {
            await signalled;
        }
        await enough.CancelAsync();
    }

    private async Task Process(QueueMessage message)
    {
        try
        {
            await using (clock.CreateTimer(_ => _ = Hold(message), null, Hidden / 2, Hidden / 2))
            {
                await Invoke(message, settings.Decode(message.Text), _abort.Token);
            }
            await store.Delete(message);
        }
#pragma warning disable CA1031 // Whatever it was, the message comes again, or becomes poison.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogFailure(failure, function.Name, message.Id, message.DequeueCount);
            await Return(message, isPoison: message.DequeueCount >= settings.MaxDequeueCount);
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

    private async Task Hold(QueueMessage message)
    {
        try
        {
            await store.Hide(message, Hidden);
        }
#pragma warning disable CA1031 // The message becomes visible by itself.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogNotKept(failure, function.Name, message.Id);
        }
    }

    private async Task Return(QueueMessage message, bool isPoison)
    {
        try
        {
            await (isPoison ? store.Move(message, queue + QueueNames.PoisonSuffix) : store.Hide(message, settings.VisibilityTimeout));
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
            ["Id"] = message.Id.ToString(CultureInfo.InvariantCulture),
            ["PopReceipt"] = message.PopReceipt,
            ["DequeueCount"] = message.DequeueCount,
            ["InsertionTime"] = message.InsertedOn,
            ["ExpirationTime"] = message.ExpiresOn,
            ["NextVisibleTime"] = message.NextVisibleOn,
        }),
        stop);

    [LoggerMessage(1, LogLevel.Error, "The function {Function} failed on the queue message {Id}, attempt {Attempt}.")]
    private partial void LogFailure(Exception failure, string function, long id, long attempt);

    [LoggerMessage(2, LogLevel.Warning, "The queue message {Id} of the function {Function} could not be updated; it comes again when its time is up.")]
    private partial void LogNotKept(Exception failure, string function, long id);

    [LoggerMessage(3, LogLevel.Error, "The function {Function} could not get messages; it goes on in a second.")]
    private partial void LogInterrupted(Exception failure, string function);
}
