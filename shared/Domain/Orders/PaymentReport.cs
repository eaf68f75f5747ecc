using Serverless.Domain.Payments;

namespace Serverless.Domain.Orders;

/// <summary>
/// The whole payment at one version, as it reported itself. Reports may arrive late, twice or in another order: because each carries
/// everything, the newest one makes all older ones superfluous.
/// </summary>
public sealed record PaymentReport(long Version, int Attempt, Totals Totals, IReadOnlyList<SettledRefund> Refunds)
{
    /// <summary>What the customer's bank asks back, by the newest record.</summary>
    public IReadOnlyList<Dispute> Disputes { get; init; } = [];

    /// <summary>True when all that was taken went back, or nothing was taken.</summary>
    public bool KeepsNothing => Totals.Kept.IsZero;
}
