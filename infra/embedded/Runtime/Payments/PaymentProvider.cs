using System.Text;
using Serverless.Embedded.Payments.Disputes;
using Serverless.Embedded.Payments.Webhooks;
using Serverless.Embedded.Storage;
using Serverless.Embedded.Wire;

namespace Serverless.Embedded.Payments;

/// <summary>
/// A payment provider that speaks Stripe's HTTP API (https://docs.stripe.com/api) and moves no money: payment intents,
/// refunds, charges, disputes, events, idempotency keys and test payment methods (<see cref="TestMethods"/>). Every answer
/// is in the database before it is given. What people do in Stripe's dashboard is done here by the same calls.
/// </summary>
internal sealed class PaymentProvider : IWireService, IAsyncDisposable
{
    private const string PublicPrefix = "/provider";
    private const int LargestBody = 64 * 1024;
    internal const string ApiVersion = "2025-09-30.clover";

    private readonly PaymentProviderOptions _options;
    private readonly TimeProvider _clock;
    private readonly HashSet<string> _credentials;
    private readonly Operations _operations;
    private readonly Settlement _settlement;
    private readonly ChallengePage _challenge;
    private readonly IdempotentCalls _idempotent;
    private readonly Courier? _courier;

    private PaymentProvider(Database database, PaymentStore store, EventLog events, PaymentProviderOptions options, TimeProvider clock)
    {
        _options = options;
        _clock = clock;
        _credentials = options.ApiKeys
            .SelectMany(key => new[] { "Bearer " + key, "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(key + ":")) })
            .ToHashSet(StringComparer.Ordinal);
        var rules = new IntentRules(options);
        var intents = new PaymentIntents(store, rules, events);
        var refunds = new Refunds(store, events, options);
        var disputes = new DisputeRecords(store, events);
        Ledger = new Ledger(database);
        _settlement = new Settlement(database, store, rules, intents, refunds, disputes);
        _challenge = new ChallengePage(database, rules, intents);
        _idempotent = new IdempotentCalls(database, new IdempotencyKeys(database, clock), options, clock);
        _operations = new Operations(
            database, intents, refunds, new DisputeCalls(disputes), new EventCalls(events.Deliveries), new LedgerPage(Ledger, Calls), Calls);
        _courier = options.Webhooks is { } webhooks
            ? new Courier(database, events.Deliveries, _settlement, webhooks, () => options.PublicAddress?.Invoke() ?? "", clock)
            : null;
    }

    /// <summary>What was really charged, held and given back.</summary>
    public Ledger Ledger { get; }

    /// <summary>How often each operation was called since the start.</summary>
    public CallCounts Calls { get; } = new();

    /// <summary>Whether no event is due that could be sent.</summary>
    public bool IsIdle => _courier?.IsIdle ?? true;

    /// <summary>Makes the tables that are missing, and a provider on them.</summary>
    public static async Task<PaymentProvider> Open(Database database, PaymentProviderOptions options, TimeProvider clock)
    {
        var (store, events) = await database.Write(connection =>
        {
            IdempotencyKeys.Create(connection);
            Ledger.Create(connection);
            return (PaymentStore.Open(connection), EventLog.Open(connection, options.Webhooks));
        });
        return new(database, store, events, options, clock);
    }

    /// <summary>Begins to send events: the endpoint answers from now on.</summary>
    public void StartSending() => _courier?.Start();

    /// <summary>Sends no more events; the others keep for the next start.</summary>
    public Task StopSending() => _courier?.Stop() ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _courier?.DisposeAsync() ?? ValueTask.CompletedTask;

    public async Task<WireResponse> Answer(WireRequest request, CancellationToken stop)
    {
        var now = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        await _settlement.CatchUp(now);
        var path = request.Path.TrimEnd('/');
        if (path.StartsWith(PublicPrefix, StringComparison.Ordinal))
        {
            path = path[PublicPrefix.Length..];
        }
        if (ChallengePage.IntentOf(path) is { } intent)
        {
            return await _challenge.Answer(request, intent, now, stop);
        }
        var call = new Call(Parameters.None, now, _options.PublicAddress?.Invoke() ?? request.BaseAddress, Ids.Random("req_", 14), request.Header("Stripe-Version") ?? ApiVersion);
        if (request.Header("Authorization") is not { } credentials || !_credentials.Contains(credentials))
        {
            return Respond(Body.Error(ApiError.Unauthorized, call), call).With("WWW-Authenticate", "Bearer realm=\"Stripe\"");
        }
        return request.Method switch
        {
            "GET" => Respond(_operations.Get(path, call with { Parameters = Parameters.Query(request.Query) }), call),
            "POST" => await Post(request, path, call, stop),
            _ => Respond(Body.Error(ApiError.NoSuchRoute(request.Method, path), call), call),
        };
    }

    private async Task<WireResponse> Post(WireRequest request, string path, Call call, CancellationToken stop)
    {
        var body = await request.ReadBody(stop);
        if (Refusal(request, body.Length) is { } refusal)
        {
            return Respond(Body.Error(refusal, call), call);
        }
        var form = call with { Parameters = Parameters.Form(body.Span) };
        return await _idempotent.Answer(request.Header("Idempotency-Key"), path, form, () => _operations.Post(path, form), stop) is { } done
            ? Respond(done.Answer, call, done.Replayed)
            : WireResponse.Lost;
    }

    private static ApiError? Refusal(WireRequest request, int length)
    {
        var type = request.Header("Content-Type");
        return length > 0 && type?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) is not true
                ? ApiError.Invalid($"The body must be application/x-www-form-urlencoded, not {type ?? "without a type"}.")
            : request.QueryString.Length > 1 ? ApiError.Invalid("The parameters of a POST belong into its body.")
            : length > LargestBody ? ApiError.Invalid($"The body is larger than {LargestBody} bytes.") with { Status = 413 }
            : null;
    }

    private static WireResponse Respond(Answer answer, Call call, Replay? replay = null)
    {
        var response = new WireResponse(answer.Status, answer.Body, "application/json")
            .With("Request-Id", call.RequestId)
            .With("Stripe-Version", call.ApiVersion);
        if (replay is not null)
        {
            response.With("Idempotency-Key", replay.Key).With("Original-Request", replay.OriginalRequest);
            if (replay.OriginalRequest != call.RequestId)
            {
                response.With("Idempotent-Replayed", "true");
            }
        }
        if (answer.ShouldRetry is { } retry)
        {
            response.With("Stripe-Should-Retry", retry ? "true" : "false");
        }
        if (answer.RetryAfterSeconds is { } seconds)
        {
            response.With("Retry-After", seconds.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
        return response;
    }
}
