using System.Text;
using Serverless.Embedded.Storage;
using Serverless.Embedded.Wire;

namespace Serverless.Embedded.Payments;

/// <summary>
/// A payment provider that speaks Stripe's HTTP API (https://docs.stripe.com/api) and moves no money: payment intents,
/// refunds, charges, idempotency keys and test payment methods (<see cref="TestMethods"/>). Every answer is in the
/// database before it is given. Events (webhooks) are not sent.
/// </summary>
internal sealed class PaymentProvider : IWireService
{
    private const string PublicPrefix = "/provider";
    private const int LargestBody = 64 * 1024;
    private const string ApiVersion = "2025-09-30.clover";

    private readonly Database _database;
    private readonly PaymentProviderOptions _options;
    private readonly TimeProvider _clock;
    private readonly HashSet<string> _credentials;
    private readonly PaymentIntents _intents;
    private readonly Refunds _refunds;
    private readonly Settlement _settlement;
    private readonly ChallengePage _challenge;
    private readonly LedgerPage _ledgerPage;
    private readonly IdempotentCalls _idempotent;

    private PaymentProvider(Database database, PaymentStore store, PaymentProviderOptions options, TimeProvider clock)
    {
        _database = database;
        _options = options;
        _clock = clock;
        _credentials = options.ApiKeys
            .SelectMany(key => new[] { "Bearer " + key, "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(key + ":")) })
            .ToHashSet(StringComparer.Ordinal);
        var rules = new IntentRules(options);
        _intents = new PaymentIntents(store, rules);
        _refunds = new Refunds(store, options);
        _settlement = new Settlement(database, store, rules, _intents, _refunds);
        _challenge = new ChallengePage(database, rules, _intents);
        Ledger = new Ledger(database);
        _ledgerPage = new LedgerPage(Ledger, Calls);
        _idempotent = new IdempotentCalls(database, new IdempotencyKeys(database, clock), options, clock);
    }

    /// <summary>What was really charged, held and given back.</summary>
    public Ledger Ledger { get; }

    /// <summary>How often each operation was called since the start.</summary>
    public CallCounts Calls { get; } = new();

    /// <summary>Makes the tables that are missing, and a provider on them.</summary>
    public static async Task<PaymentProvider> Open(Database database, PaymentProviderOptions options, TimeProvider clock) =>
        new(database, await database.Write(connection =>
        {
            IdempotencyKeys.Create(connection);
            Ledger.Create(connection);
            return PaymentStore.Open(connection);
        }), options, clock);

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
            "GET" => Get(path, call with { Parameters = Parameters.Query(request.Query) }),
            "POST" => await Post(request, path, call, stop),
            _ => Respond(Body.Error(ApiError.NoSuchRoute(request.Method, path), call), call),
        };
    }

    private WireResponse Get(string path, Call call)
    {
        var answer = path.Split('/') switch
        {
            ["", "v1", "payment_intents"] => Read("list_payment_intents", connection => PaymentIntents.List(connection, call)),
            ["", "v1", "payment_intents", var id] => Read("get_payment_intent", connection => PaymentIntents.Get(connection, call, id)),
            ["", "v1", "refunds"] => Read("list_refunds", connection => Refunds.List(connection, call)),
            ["", "v1", "refunds", var id] => Read("get_refund", connection => Refunds.Get(connection, call, id)),
            ["", "v1", "charges", var id] => Read("get_charge", connection => Charges.Get(connection, call, id)),
            ["", "ledger"] => _ledgerPage.Get(call),
            _ => Body.Error(ApiError.NoSuchRoute("GET", path), call),
        };
        return Respond(answer, call);
    }

    private Answer Read(string operation, Func<Connection, Answer> read)
    {
        Calls.Count(operation);
        return _database.Read(read);
    }

    private async Task<WireResponse> Post(WireRequest request, string path, Call call, CancellationToken stop)
    {
        var body = await request.ReadBody(stop);
        if (Refusal(request, body.Length) is { } refusal)
        {
            return Respond(Body.Error(refusal, call), call);
        }
        var form = call with { Parameters = Parameters.Form(body.Span) };
        return await _idempotent.Answer(request.Header("Idempotency-Key"), path, form, () => Plan(path, form), stop) is { } done
            ? Respond(done.Answer, call, done.Replayed)
            : WireResponse.Lost;
    }

    private Plan Plan(string path, Call call)
    {
        switch (path.Split('/'))
        {
            case ["", "v1", "payment_intents"]:
                Calls.Count("create_payment_intent");
                return _intents.Create(call);
            case ["", "v1", "payment_intents", var id, "confirm"]:
                Calls.Count("confirm_payment_intent");
                return _intents.Confirm(call, id, _database.Read(connection => PaymentStore.FindIntent(connection, id)));
            case ["", "v1", "payment_intents", var id, "capture"]:
                Calls.Count("capture_payment_intent");
                return _intents.Capture(call, id);
            case ["", "v1", "payment_intents", var id, "cancel"]:
                Calls.Count("cancel_payment_intent");
                return _intents.Cancel(call, id);
            case ["", "v1", "refunds"]:
                Calls.Count("create_refund");
                return _refunds.Create(call);
            default:
                return ApiError.NoSuchRoute("POST", path);
        }
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
