namespace Serverless.Domain.Payments;

/// <summary>A customer's bank asks for the money back.</summary>
/// <param name="Id">The provider's id.</param>
/// <param name="Amount">How much.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Reason">The provider's code for what the customer claims, for example <c>product_not_received</c>.</param>
public sealed record Dispute(string Id, Money Amount, DisputeStatus Status, string Reason)
{
    /// <summary>True while the provider keeps the money, or gave it away for good.</summary>
    public bool TakesMoney => Status is DisputeStatus.Open or DisputeStatus.Lost;
}

/// <summary>How far a dispute is.</summary>
public enum DisputeStatus
{
    /// <summary>The bank asks, and has taken nothing yet.</summary>
    Inquiry,

    /// <summary>The money was taken from us, and nothing is decided.</summary>
    Open,

    /// <summary>The money is ours.</summary>
    Won,

    /// <summary>The money is the customer's.</summary>
    Lost,
}
