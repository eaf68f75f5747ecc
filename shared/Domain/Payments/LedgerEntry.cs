namespace Serverless.Domain.Payments;

/// <summary>A movement of money from one account to another: two lines that sum to zero.</summary>
/// <param name="From">The account that loses the amount.</param>
/// <param name="To">The account that gains it.</param>
/// <param name="Amount">How much, positive.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="Cause">What made it happen, or where it was learned from.</param>
/// <param name="Version">The payment's version that it belongs to.</param>
public sealed record LedgerEntry(Account From, Account To, Money Amount, DateTimeOffset At, string Cause, long Version)
{
    /// <summary>The lines.</summary>
    public IReadOnlyList<LedgerLine> Lines => [new(From, Money.Zero(Amount.Currency) - Amount), new(To, Amount)];
}

/// <summary>What an entry adds to an account; negative when it takes away.</summary>
public sealed record LedgerLine(Account Account, Money Amount);
