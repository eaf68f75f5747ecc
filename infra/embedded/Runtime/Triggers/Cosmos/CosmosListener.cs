using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging;
using Serverless.Embedded.Host;

namespace Serverless.Embedded.Triggers.Cosmos;

/// <summary>
/// Feeds one function from a container's change feed through the SDK's change feed processor. A failed batch is tried again in
/// place when the function has a retry attribute; when that gives up, or without one, the batch is logged and the feed goes on,
/// as in the official host.
/// </summary>
internal sealed partial class CosmosListener(
    FunctionDescriptor function, CosmosSource source, FeedProgress progress, Func<FeedPage, object?> convert, RetryPolicy? retry,
    IFunctionInvoker invoker, RequestsInFlight requests, TimeProvider clock, ILogger log) : ITriggerListener
{
    /// <summary>From so many documents on a page on, changes come thick and fast.</summary>
    private const int Many = 8;

    private static readonly TimeSpan LongestYield = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan CheckpointInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan GatherTime = TimeSpan.FromMilliseconds(30);
    private static readonly IReadOnlyDictionary<string, object?> NoData = new Dictionary<string, object?>();

    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly ConcurrentDictionary<string, Checkpoints> _checkpoints = new(StringComparer.Ordinal);
    private ChangeFeedProcessor? _processor;
    private int _running;

    public string Description => $"cosmosDBTrigger {source.Container.Id}";

    // There is one partition range, so one instance alone would get its lease, in Azure too. Where the services are hosted it need not wait for
    // the lease of an instance that is gone to expire.
    public bool IsSingleton => true;

    public bool IsIdle => Volatile.Read(ref _running) == 0 && progress.IsAtEnd(source);

    public async Task Start(CancellationToken stop)
    {
        if (source.CreateLeases)
        {
            await source.Leases.Database.CreateContainerIfNotExistsAsync(source.Leases.Id, "/id", source.LeaseThroughput, cancellationToken: stop);
        }
        await Require(source.Container, "the container", stop);
        await Require(source.Leases, "the lease container", stop);

        var builder = source.Container.GetChangeFeedProcessorBuilderWithManualCheckpoint(source.Prefix, Handle)
            // The name is always the same, so that whoever reads next takes up the leases at once.
            .WithInstanceName(function.Name)
            .WithLeaseContainer(source.Leases)
            .WithMaxItems(source.MaxItems)
            .WithPollInterval(source.PollDelay)
            .WithLeaseConfiguration(source.AcquireInterval, source.ExpirationInterval, source.RenewInterval)
            .WithErrorNotification((lease, failure) =>
            {
                LogFeedFailure(failure, function.Name, lease);
                return Task.CompletedTask;
            });
        _processor = (source.StartTime is { } time ? builder.WithStartTime(time) : builder).Build();
        await progress.Begin(source, _processor.StartAsync);
    }

    public async Task Drain(CancellationToken stop)
    {
        await _stopping.CancelAsync();
        await using var abort = stop.Register(_abort.Cancel);
        foreach (var checkpoints in _checkpoints.Values)
        {
            await checkpoints.Flush();
        }
        await (_processor?.StopAsync() ?? Task.CompletedTask).WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task InvokeWith(string input, CancellationToken stop)
    {
        using var page = FeedPage.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(input)));
        return invoker.Invoke(function, new Invocation(convert(page), NoData), stop);
    }

    private async Task Handle(ChangeFeedProcessorContext context, Stream changes, Func<Task> checkpoint, CancellationToken lost)
    {
        if (_stopping.IsCancellationRequested)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, lost);
        }
        Interlocked.Increment(ref _running);
        try
        {
            using var page = FeedPage.Read(changes);
            await Process(page, lost);
            await Checkpoint(context.LeaseToken, checkpoint);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
        await Gather(context.Headers, lost);
        // Requests go first, too: what gathers meanwhile is one batch, and costs less.
        await requests.UntilFew(LongestYield, _stopping.Token);
    }

    // Where changes come thick and fast, a read at every group of writes would make an invocation and its writes for each few of them. A page of
    // one or two is all that there was, and of a full one the next waits already: neither is followed by a pause.
    private async Task Gather(Headers page, CancellationToken lost)
    {
        if (!int.TryParse(page["x-ms-item-count"], NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count < Many || count >= source.MaxItems)
        {
            return;
        }
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(lost, _stopping.Token);
        await Task.Delay(GatherTime, clock, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task Process(FeedPage page, CancellationToken lost)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(lost, _stopping.Token);
        try
        {
            await Retries.Run(retry, clock, count => invoker.Invoke(
                function, new Invocation(convert(page), NoData, RetryCount: count, MaxRetryCount: retry?.MaxRetryCount ?? 0), _abort.Token),
                (failure, pause) => LogRetry(failure, function.Name, pause), giveUp.Token);
        }
#pragma warning disable CA1031 // Whatever the function threw, the feed goes on.
        catch (Exception failure) when (!_abort.IsCancellationRequested && (retry is null || !giveUp.IsCancellationRequested))
#pragma warning restore CA1031
        {
            LogBatchFailure(failure, function.Name, page.Count());
        }
    }

    private async Task Checkpoint(string lease, Func<Task> checkpoint)
    {
        var checkpoints = _checkpoints.GetOrAdd(lease, static (token, listener) =>
            new Checkpoints(listener.Clock, CheckpointInterval, failure => listener.LogCheckpointFailure(failure, listener.Name, token)), this);
        checkpoints.Reached(checkpoint);
        if (_stopping.IsCancellationRequested)
        {
            await checkpoints.Flush();
        }
    }

    private TimeProvider Clock => clock;

    private string Name => function.Name;

    private async Task Require(Container container, string what, CancellationToken stop)
    {
        using var found = await container.ReadContainerStreamAsync(cancellationToken: stop);
        if (found.StatusCode == HttpStatusCode.NotFound)
        {
            throw new BindingException(function.Name, function.TriggerParameter.Name!,
                $"{what} '{container.Id}' does not exist in the database '{container.Database.Id}'");
        }
        found.EnsureSuccessStatusCode();
    }

    [LoggerMessage(1, LogLevel.Error, "The function {Function} failed on a batch of {Count} documents, which is not tried again.")]
    private partial void LogBatchFailure(Exception failure, string function, int count);

    [LoggerMessage(2, LogLevel.Warning, "The function {Function} failed on a batch of documents; it is tried again in {Pause}.")]
    private partial void LogRetry(Exception failure, string function, TimeSpan pause);

    [LoggerMessage(3, LogLevel.Warning, "The change feed of the function {Function} was interrupted (lease {Lease}).")]
    private partial void LogFeedFailure(Exception failure, string function, string lease);

    [LoggerMessage(4, LogLevel.Warning, "How far the function {Function} has come could not be written to the lease {Lease}.")]
    private partial void LogCheckpointFailure(Exception failure, string function, string lease);
}
