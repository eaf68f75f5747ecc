namespace Serverless.Domain.Orders;

/// <summary>Who or what made something happen to an order.</summary>
/// <param name="Kind">Which kind of somebody or something.</param>
/// <param name="Detail">Which operator, or why it was corrected.</param>
public sealed record Cause(CauseKind Kind, string? Detail = null)
{
    /// <summary>The customer who placed the order.</summary>
    public static readonly Cause Customer = new(CauseKind.Customer);

    /// <summary>A report of the payment.</summary>
    public static readonly Cause Payment = new(CauseKind.Payment);

    /// <summary>The time to pay ran out.</summary>
    public static readonly Cause Expiry = new(CauseKind.Expiry);

    /// <summary>This operator.</summary>
    public static Cause Operator(CustomerId who) => new(CauseKind.Operator, who.Value);

    /// <summary>A comparison with the provider, or an order that stood still, for this reason.</summary>
    public static Cause Reconcile(string reason) => new(CauseKind.Reconcile, reason);
}

/// <summary>Which kind of somebody or something made it happen.</summary>
public enum CauseKind
{
    /// <summary>The customer.</summary>
    Customer,

    /// <summary>An operator.</summary>
    Operator,

    /// <summary>The payment.</summary>
    Payment,

    /// <summary>Time ran out.</summary>
    Expiry,

    /// <summary>A correction.</summary>
    Reconcile,
}
