using System.Net.Http.Headers;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Payments.Webhooks;

/// <summary>
/// Brings events to the endpoint until it answers with success: at least once, in no promised order. It also lets time pass at the
/// provider, since with an endpoint nobody needs to look before a slow method settles.
/// </summary>
internal sealed class Courier(
    Database database, Deliveries deliveries, Settlement settlement, WebhookOptions options, Func<string> address, TimeProvider clock)
    : IAsyncDisposable
{
    private const int MostAtOnce = 32;
    private static readonly TimeSpan LongestSleep = TimeSpan.FromHours(1);

    private readonly HttpClient _http = new(options.Wire ?? new SocketsHttpHandler(), disposeHandler: options.Wire is null)
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private readonly CancellationTokenSource _stopping = new();
    private Task _round = Task.CompletedTask;
    private volatile bool _sleeps;

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>
    /// Whether nothing is due, and what came of the last round can be read. Asking wakes the courier: the clock may have been moved
    /// under its sleep.
    /// </summary>
    public bool IsIdle
    {
        get
        {
            var isDue = NextDue <= Now;
            if (isDue)
            {
                deliveries.Alarm.Ring();
            }
            // The alarm is set by a write, before it is committed. Who sleeps has seen the end of all its writes.
            return _round.IsCompleted || (_sleeps && !isDue);
        }
    }

    private long NextDue => Math.Min(deliveries.Alarm.Next, settlement.Alarm.Next);

    public void Start() => _round = Task.Run(GoRound);

    /// <summary>Sends nothing more. What was under way is sent again after the next start.</summary>
    public async Task Stop()
    {
        await _stopping.CancelAsync();
        await _round;
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        _http.Dispose();
        _stopping.Dispose();
    }

    private async Task GoRound()
    {
        while (!_stopping.IsCancellationRequested)
        {
            var rung = Task.WhenAny(deliveries.Alarm.Rung, settlement.Alarm.Rung);
            await settlement.CatchUp(Now);
            var due = deliveries.Alarm.Next > Now ? [] : await database.Write(connection => Deliveries.Due(connection, Now, MostAtOnce));
            if (due.Count == 0 && NextDue > Now)
            {
                await Sleep(rung);
            }
            else
            {
                await Deliver(due, options.Endpoint());
            }
        }
    }

    private async Task Sleep(Task rung)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        var wait = TimeSpan.FromMilliseconds(Math.Clamp(NextDue - Now, 0, LongestSleep.TotalMilliseconds));
        _sleeps = true;
        await Task.WhenAny(rung, Task.Delay(wait, clock, over.Token));
        _sleeps = false;
        await over.CancelAsync();
    }

    private async Task Deliver(List<Delivery> due, Uri endpoint)
    {
        var arrived = await Task.WhenAll(due.Select(delivery => Deliver(delivery, endpoint)));
        if (_stopping.IsCancellationRequested)
        {
            return;
        }
        await database.Write(connection =>
        {
            foreach (var (delivery, ok) in due.Zip(arrived))
            {
                Settle(connection, delivery, ok);
            }
            deliveries.FindNext(connection);
        });
    }

    private void Settle(Connection connection, Delivery delivery, bool arrived)
    {
        var next = Now + (long)WebhookOptions.Backoff(delivery.Failures + 1).TotalMilliseconds;
        if (arrived
            || EventLog.Find(connection, delivery.Event) is not { } happened
            || next > happened.Created + (long)options.GiveUpAfter.TotalMilliseconds)
        {
            Deliveries.Strike(connection, delivery);
        }
        else
        {
            Deliveries.Postpone(connection, delivery, next);
        }
    }

    private async Task<bool> Deliver(Delivery delivery, Uri endpoint)
    {
        if (database.Read(connection => EventLog.Find(connection, delivery.Event)) is not { } happened)
        {
            return true;
        }
        var body = Body.Write((happened, address()), static (writer, state) => EventJson.Write(writer, state.happened, 1, state.Item2));
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        request.Headers.TryAddWithoutValidation(WebhookSignature.Header, WebhookSignature.Sign(options.Secret, body, clock.GetUtcNow()));
        using var patience = new CancellationTokenSource(options.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, _stopping.Token);
        try
        {
            using var answer = await _http.SendAsync(request, either.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
