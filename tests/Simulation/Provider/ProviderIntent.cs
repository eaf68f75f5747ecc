using Serverless.Domain;
using Serverless.Domain.Orders;
using Serverless.Domain.Payments;

namespace Serverless.Simulation.Provider;

/// <summary>A PaymentIntent as the provider keeps it. Amounts are minor units.</summary>
internal sealed class ProviderIntent(string id, string order, long amount, CaptureMode mode, DateTimeOffset created)
{
    private static readonly Currency Eur = Currency.Parse("EUR");

    public string Id => id;

    public string Order => order;

    public long Amount => amount;

    public CaptureMode Mode => mode;

    public DateTimeOffset Created => created;

    public IntentStatus Status { get; set; } = IntentStatus.RequiresPaymentMethod;

    /// <summary>When lists begin to show it: a provider's records may lag by minutes.</summary>
    public DateTimeOffset ListedFrom { get; init; }

    public string Card { get; set; } = "";

    /// <summary>How often it was confirmed: what an earlier confirmation began must not end a later one.</summary>
    public int Confirmations { get; set; }

    public long Held { get; set; }

    public long Taken { get; set; }

    public PaymentFailure? LastError { get; set; }

    public List<PaymentRefund> Refunds { get; } = [];

    public List<Dispute> Disputes { get; } = [];

    /// <summary>True while a bank has the money back, or for good.</summary>
    public bool IsDisputed => Disputes.Exists(dispute => dispute.TakesMoney);

    public long Returned => Refunds.Where(refund => refund.Status != PaymentRefundStatus.Failed).Sum(refund => refund.Amount.MinorUnits);

    public long Kept => Taken - Returned;

    /// <summary>All that is known of it now.</summary>
    public ProviderRecord Record => new(Shown, OrderId.Parse(order), [.. Refunds], [.. Disputes]);

    /// <summary>The intent as it is shown now.</summary>
    public Intent Shown => new(
        new IntentId(id),
        Status,
        Cents(Held),
        Cents(Taken),
        Cents(Returned),
        Status == IntentStatus.RequiresPaymentMethod ? LastError : null,
        Status == IntentStatus.RequiresAction ? new NextAction("redirect_to_url", $"https://bank.example/{id}/{Confirmations}") : null);

    public static Money Cents(long amount) => new(amount, Eur);
}
