namespace Serverless.Embedded.Payments;

/// <summary>
/// One movement of money at the provider. Numbers rise in the order in which the movements happened; the amount is in
/// minor units and never negative; the currency is in lower case; the order is <c>metadata[order]</c> of the intent.
/// </summary>
internal sealed record LedgerEntry(long Number, DateTimeOffset At, MovementKind Kind, long Amount, string Currency, string Intent, string? Order);
