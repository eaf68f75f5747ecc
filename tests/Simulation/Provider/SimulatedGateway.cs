using Serverless.Domain.Payments;
using Serverless.Simulation.Engine;
using Serverless.Workflows.Payments;

namespace Serverless.Simulation.Provider;

/// <summary>The way to the provider, and every way in which an answer can fail to come.</summary>
internal sealed class SimulatedGateway(
    PaymentProvider provider, Timeline time, Network network, Chance chance, Weather weather, Trace trace, IReadOnlySet<Flaw> flaws) : IPaymentGateway
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    private readonly IdempotencyKeys keys = new(time);
    private int tries;

    /// <summary>Until when the provider cannot be reached.</summary>
    public DateTimeOffset DownUntil { get; set; }

    public Task<GatewayAnswer> Charge(ChargeRequest request, CancellationToken stop)
    {
        var intent = flaws.Contains(Flaw.NewIntentPerAttempt) ? null : request.Intent;
        return Post(request.Key, $"charge {request.Order} {request.Amount} {request.Method} {intent}", () => intent is null
            ? provider.Create(request.Order.Value, request.Amount.MinorUnits, request.CaptureMode, request.Method.Value)
            : provider.Confirm(provider.Find(intent.Value)!, request.Method.Value));
    }

    public Task<GatewayAnswer> Capture(CaptureRequest request, CancellationToken stop) => Post(
        request.Key, $"capture {request.Intent} {request.Amount}", () => provider.Capture(provider.Find(request.Intent.Value)!, request.Amount.MinorUnits));

    public Task<GatewayAnswer> Void(VoidRequest request, CancellationToken stop) => flaws.Contains(Flaw.VoidBelievedUnasked)
        ? Task.FromResult<GatewayAnswer>(new GatewayAnswer.Answered(provider.Find(request.Intent.Value)!.Shown with { Status = IntentStatus.Canceled }))
        : Post(request.Key, $"void {request.Intent}", () => provider.Cancel(provider.Find(request.Intent.Value)!));

    public Task<GatewayAnswer> Refund(RefundRequest request, CancellationToken stop) => flaws.Contains(Flaw.RefundBelievedUnasked)
        ? Task.FromResult<GatewayAnswer>(new GatewayAnswer.AnsweredRefund(
            new PaymentRefund($"re_believed_{++tries}", request.Number, request.Amount, PaymentRefundStatus.Succeeded)))
        : Post(
        request.Key,
        $"refund {request.Intent} {request.Number} {request.Amount}",
        () => provider.Refund(provider.Find(request.Intent.Value)!, request.Amount.MinorUnits, request.Number));

    public async Task<IntentLookup> Find(IntentQuery query, CancellationToken stop)
    {
        Intent? shown = null;
        var reply = await network.Reach("read provider", () => shown = Match(query)?.Shown, Fate());
        return reply != Reply.Done ? new IntentLookup.Unavailable("no answer")
            : shown is null ? new IntentLookup.Absent()
            : new IntentLookup.Found(shown);
    }

    public async Task<RecordLookup> Read(IntentId intent, CancellationToken stop)
    {
        ProviderRecord? record = null;
        var reply = await network.Reach("read provider", () => record = provider.Find(intent.Value)?.Record, Fate());
        return reply != Reply.Done ? new RecordLookup.Unavailable("no answer")
            : record is null ? new RecordLookup.Absent()
            : new RecordLookup.Found(record);
    }

    public async Task<IntentListing> List(IntentWindow window, CancellationToken stop)
    {
        IReadOnlyList<ListedIntent> listed = [];
        var reply = await network.Reach("list provider", () => listed =
        [
            .. provider.Intents
                .Where(intent => intent.Created >= window.From && intent.Created < window.Until && IsListed(intent))
                .OrderByDescending(intent => intent.Created)
                .Select(intent => new ListedIntent(intent.Shown, intent.Record.Order, intent.Created)),
        ], Fate());
        return reply == Reply.Done ? new IntentListing.Page(listed, null) : new IntentListing.Unavailable("no answer");
    }

    private ProviderIntent? Match(IntentQuery query) => query.Intent is { } id
        ? provider.Find(id.Value)
        : provider.Intents.FirstOrDefault(intent =>
            intent.Order == query.Order.Value && intent.Created >= query.CreatedAfter - ClockSkew && IsListed(intent));

    private bool IsListed(ProviderIntent intent) =>
        time.Now >= intent.ListedFrom + (flaws.Contains(Flaw.SearchedInsteadOfListed) ? TimeSpan.FromHours(1) : TimeSpan.Zero);

    private async Task<GatewayAnswer> Post(string key, string request, Func<ProviderAnswer> work)
    {
        if (flaws.Contains(Flaw.FreshProviderKeyPerTry))
            key = $"{key}/{++tries}";
        var fault = weather.IsOver || !chance.PerMille(weather.ServerErrors) ? ServerFault.None : chance.Of(ServerFault.NotBegun, ServerFault.BeforeWork, ServerFault.AfterWork);
        ProviderAnswer? answer = null;
        trace.Write($"  ask provider {key}: {request}{(fault == ServerFault.None ? "" : $" ({fault})")}");
        var reply = await network.Reach($"provider {key}", () => answer = keys.Serve(key, request, work, fault), Fate());
        trace.Write($"  provider answers {key}: {reply} {answer}");
        return reply switch
        {
            Reply.Refused => new GatewayAnswer.Unavailable("HTTP 429"),
            Reply.Unknown when flaws.Contains(Flaw.LostAnswerTakenAsRefusal) => new GatewayAnswer.Refused(PaymentFailure.ProviderError),
            Reply.Unknown => new GatewayAnswer.Unknown(Doubt.AnswerLost, "timeout"),
            _ => Understand(answer!),
        };
    }

    // As shared/Adapters/Payments/StripeVerdict.cs understands Stripe.
    private static GatewayAnswer Understand(ProviderAnswer answer) => answer switch
    {
        ProviderAnswer.Shown a => new GatewayAnswer.Answered(a.Intent),
        ProviderAnswer.WrongState a => new GatewayAnswer.Answered(a.Intent),
        ProviderAnswer.Refunded a => new GatewayAnswer.AnsweredRefund(a.Refund),
        ProviderAnswer.Refused a => new GatewayAnswer.Refused(new PaymentFailure(a.Code, null, "Refused.")),
        ProviderAnswer.ServerError or ProviderAnswer.KeyReused => new GatewayAnswer.Unknown(Doubt.ServerError, "HTTP 500"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private Fate Fate() => time.Now < DownUntil ? Engine.Fate.Refused : weather.Draw();
}
