namespace Serverless.Domain.Payments;

/// <summary>
/// The double-entry books of one payment, in one currency. They only grow, and follow from its events. The balances are those of
/// <see cref="Totals"/>: captured + refunded + disputed is what was taken, and refunded is what was given back.
/// </summary>
public sealed record Ledger(Currency Currency, IReadOnlyList<LedgerEntry> Entries)
{
    /// <summary>Books in which nothing is written.</summary>
    public static Ledger Empty(Currency currency) => new(currency, []);

    /// <summary>The sum of the lines of an account. All accounts together sum to zero.</summary>
    public Money Balance(Account account) => Entries.Aggregate(Money.Zero(Currency), (sum, entry) =>
        entry.To == account ? sum + entry.Amount : entry.From == account ? sum - entry.Amount : sum);

    /// <summary>The books after one more event, which happened to a payment with these facts.</summary>
    internal Ledger After(PaymentEvent happened, PaymentFacts before)
    {
        return happened switch
        {
            PaymentEvent.Authorized e => Hold(e.Amount),
            PaymentEvent.Captured e => Release(Move(
                e.Amount > Balance(Account.Authorized) ? Hold(e.Amount) : this,
                Account.Authorized, Account.Captured, e.Amount - before.Totals.Captured)),
            PaymentEvent.Failed or PaymentEvent.Voided or PaymentEvent.Lapsed => Release(this),
            PaymentEvent.Refunded e => Move(this, Account.Captured, Account.Refunded, e.Refund.Amount),
            PaymentEvent.RefundFailed e => Move(this, Account.Refunded, Account.Captured, before.Returned(e.Refund)),
            PaymentEvent.Disputed e => Move(this, Account.Captured, Account.Disputed, Taken(e.Dispute) - Taken(before.Find(e.Dispute))),
            _ => this,
        };

        Ledger Hold(Money amount) => Move(this, Account.Customer, Account.Authorized, amount - Balance(Account.Authorized));

        Ledger Release(Ledger books) => Move(books, Account.Authorized, Account.Released, books.Balance(Account.Authorized));

        Money Taken(Dispute? dispute) => dispute is { TakesMoney: true } ? dispute.Amount : Money.Zero(Currency);

        Ledger Move(Ledger books, Account from, Account to, Money amount) => amount.MinorUnits switch
        {
            0 => books,
            < 0 => Move(books, to, from, Money.Zero(Currency) - amount),
            _ => books with { Entries = [.. books.Entries, new(from, to, amount, happened.At, happened.Cause, before.Version + 1)] },
        };
    }
}
