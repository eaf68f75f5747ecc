using Serverless.Domain;
using Serverless.Domain.Orders;
using Serverless.Domain.Payments;
using Serverless.Workflows.Payments;

namespace Serverless.Workflows.Tests.Simulated;

/// <summary>A payment provider that keeps its promises about keys, and goes wrong on request.</summary>
internal sealed class SimulatedProvider : IPaymentGateway
{
    public static readonly PaymentFailure Declined = new("card_declined", "generic_decline", "Your card was declined.");

    private readonly Dictionary<string, (ChargeRequest Request, GatewayAnswer Answer)> answers = [];
    private readonly Dictionary<OrderId, Intent> intents = [];
    private readonly Queue<Misfortune> misfortunes = [];

    public int Calls { get; private set; }

    public int Lookups { get; private set; }

    /// <summary>What was really taken, charge by charge.</summary>
    public List<Money> Taken { get; } = [];

    /// <summary>The next calls meet with these, in this order.</summary>
    public void Suffer(params Misfortune[] next)
    {
        foreach (var misfortune in next)
            misfortunes.Enqueue(misfortune);
    }

    /// <summary>The provider forgets its keys, as it does after 24 hours.</summary>
    public void ForgetKeys() => answers.Clear();

    public Task<GatewayAnswer> Charge(ChargeRequest request, CancellationToken stop)
    {
        Calls++;
        Misfortune? misfortune = misfortunes.TryDequeue(out var next) ? next : null;
        return Task.FromResult(misfortune switch
        {
            Misfortune.Unreachable => new GatewayAnswer.Unavailable("no route"),
            Misfortune.RequestLost => new GatewayAnswer.Unknown(Doubt.AnswerLost, "timeout"),
            Misfortune.AnswerLost => Lose(Serve(request, fails: null)),
            _ => Serve(request, misfortune),
        });
    }

    public Task<IntentLookup> Find(IntentQuery query, CancellationToken stop)
    {
        Lookups++;
        return Task.FromResult<IntentLookup>(intents.TryGetValue(query.Order, out var intent) ? new IntentLookup.Found(intent) : new IntentLookup.Absent());
    }

    private static GatewayAnswer.Unknown Lose(GatewayAnswer _) => new(Doubt.AnswerLost, "timeout");

    private GatewayAnswer Serve(ChargeRequest request, Misfortune? fails)
    {
        if (answers.TryGetValue(request.Key, out var served))
        {
            Assert.Equal(served.Request, request);
            return served.Answer;
        }

        var answer = fails == Misfortune.ErrorBefore ? new GatewayAnswer.Unknown(Doubt.ServerError, "HTTP 500") : Do(request);
        if (fails == Misfortune.ErrorAfter)
            answer = new GatewayAnswer.Unknown(Doubt.ServerError, "HTTP 500");
        answers[request.Key] = (request, answer);
        return answer;
    }

    private GatewayAnswer Do(ChargeRequest request)
    {
        Assert.Equal(intents.GetValueOrDefault(request.Order)?.Id, request.Intent);
        var id = request.Intent ?? new IntentId($"pi_{intents.Count + 1}");
        var nothing = Money.Zero(request.Amount.Currency);
        var intent = request.Method.Value switch
        {
            "pm_card_refused" => null,
            "pm_card_visa_chargeDeclined" => new Intent(id, IntentStatus.RequiresPaymentMethod, nothing, nothing, nothing, Declined),
            "pm_card_threeDSecureRequired" => new Intent(id, IntentStatus.RequiresAction, nothing, nothing, nothing, null, new NextAction("redirect_to_url", "https://bank.example/3ds")),
            _ => new Intent(id, IntentStatus.Succeeded, nothing, request.Amount, nothing),
        };
        if (intent is null)
            return new GatewayAnswer.Refused(new PaymentFailure("resource_missing", null, "No such payment method."));
        if (intent.Status == IntentStatus.Succeeded)
            Taken.Add(request.Amount);
        intents[request.Order] = intent;
        return new GatewayAnswer.Answered(intent);
    }
}
