using Serverless.Domain;
using Serverless.Domain.Orders;
using Serverless.Domain.Payments;
using Serverless.Workflows.Payments;

namespace Serverless.Workflows.Tests.Simulated;

/// <summary>A payment provider that keeps its promises about keys, and goes wrong on request.</summary>
internal sealed class SimulatedProvider : IPaymentGateway
{
    public static readonly PaymentFailure Declined = new("card_declined", "generic_decline", "Your card was declined.");

    private readonly Dictionary<string, (object Request, GatewayAnswer Answer)> answers = [];
    private readonly Queue<Misfortune> misfortunes = [];

    /// <summary>The books, by order.</summary>
    public Dictionary<OrderId, SimulatedIntent> Intents { get; } = [];

    /// <summary>The one intent.</summary>
    public SimulatedIntent Intent => Intents.Values.Single();

    /// <summary>Requests that change something, replays included.</summary>
    public int Calls { get; private set; }

    /// <summary>Requests that read.</summary>
    public int Lookups { get; private set; }

    /// <summary>So many of the next records cannot be read.</summary>
    public int UnreadableFor { get; set; }

    /// <summary>What was really taken, charge by charge.</summary>
    public List<Money> Taken { get; } = [];

    /// <summary>The next calls that change something meet with these, in this order.</summary>
    public void Suffer(params Misfortune[] next)
    {
        foreach (var misfortune in next)
            misfortunes.Enqueue(misfortune);
    }

    /// <summary>Runs once, while the next call that changes something is on its way.</summary>
    public Func<Task>? BeforeCall { get; set; }

    /// <summary>Nothing goes wrong any more.</summary>
    public void RecoverFromAll() => misfortunes.Clear();

    /// <summary>The provider forgets its keys, as it does after 24 hours.</summary>
    public void ForgetKeys() => answers.Clear();

    public Task<GatewayAnswer> Charge(ChargeRequest request, CancellationToken stop) => Serve(request.Key, request, () =>
    {
        Assert.Equal(Intents.GetValueOrDefault(request.Order)?.Id, request.Intent);
        if (request.Method.Value == "pm_card_refused")
            return new GatewayAnswer.Refused(new PaymentFailure("resource_missing", null, "No such payment method."));
        if (!Intents.TryGetValue(request.Order, out var intent))
            Intents[request.Order] = intent = new SimulatedIntent($"pi_{Intents.Count + 1}", request.Order, request.Amount, request.CaptureMode, Taken);
        return intent.Confirm(request.Method.Value);
    });

    public Task<GatewayAnswer> Capture(CaptureRequest request, CancellationToken stop) =>
        Serve(request.Key, request, () => Of(request.Intent).Capture(request.Amount));

    public Task<GatewayAnswer> Void(VoidRequest request, CancellationToken stop) => Serve(request.Key, request, () => Of(request.Intent).Cancel());

    public Task<GatewayAnswer> Refund(RefundRequest request, CancellationToken stop) =>
        Serve(request.Key, request, () => Of(request.Intent).Refund(request.Number, request.Amount));

    public Task<IntentLookup> Find(IntentQuery query, CancellationToken stop)
    {
        Lookups++;
        return Task.FromResult<IntentLookup>(
            Intents.TryGetValue(query.Order, out var intent) ? new IntentLookup.Found(intent.Record.Intent) : new IntentLookup.Absent());
    }

    public Task<RecordLookup> Read(IntentId intent, CancellationToken stop)
    {
        Lookups++;
        if (UnreadableFor-- > 0)
            return Task.FromResult<RecordLookup>(new RecordLookup.Unavailable("out"));
        return Task.FromResult<RecordLookup>(
            Intents.Values.FirstOrDefault(known => known.Id == intent) is { } found ? new RecordLookup.Found(found.Record) : new RecordLookup.Absent());
    }

    public Task<IntentListing> List(IntentWindow window, CancellationToken stop) =>
        Task.FromResult<IntentListing>(new IntentListing.Page(
            [.. Intents.Values.Select(intent => new ListedIntent(intent.Record.Intent, intent.Record.Order, window.From))], null));

    private SimulatedIntent Of(IntentId id) => Intents.Values.Single(intent => intent.Id == id);

    private async Task<GatewayAnswer> Serve(string key, object request, Func<GatewayAnswer> work)
    {
        var before = BeforeCall;
        BeforeCall = null;
        await (before?.Invoke() ?? Task.CompletedTask);
        Calls++;
        Misfortune? misfortune = misfortunes.TryDequeue(out var next) ? next : null;
        return misfortune switch
        {
            Misfortune.Unreachable => new GatewayAnswer.Unavailable("no route"),
            Misfortune.RequestLost => new GatewayAnswer.Unknown(Doubt.AnswerLost, "timeout"),
            Misfortune.BusyBefore => new GatewayAnswer.Unknown(Doubt.ServerError, "HTTP 503"),
            Misfortune.AnswerLost => Lose(Once(key, request, work, fails: null)),
            _ => Once(key, request, work, misfortune),
        };
    }

    private static GatewayAnswer.Unknown Lose(GatewayAnswer _) => new(Doubt.AnswerLost, "timeout");

    private GatewayAnswer Once(string key, object request, Func<GatewayAnswer> work, Misfortune? fails)
    {
        if (answers.TryGetValue(key, out var served))
        {
            Assert.Equal(served.Request, request);
            return served.Answer;
        }

        var answer = fails == Misfortune.ErrorBefore ? new GatewayAnswer.Unknown(Doubt.ServerError, "HTTP 500") : work();
        if (fails == Misfortune.ErrorAfter)
            answer = new GatewayAnswer.Unknown(Doubt.ServerError, "HTTP 500");
        answers[key] = (request, answer);
        return answer;
    }
}
