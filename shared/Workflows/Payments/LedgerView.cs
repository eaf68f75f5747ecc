using Serverless.Contracts;
using Serverless.Domain.Payments;

namespace Serverless.Workflows.Payments;

/// <summary>The books of an order's payment, as operators see them.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Version">The payment's version.</param>
/// <param name="Balances">The sum of each account. Together they are zero.</param>
/// <param name="Entries">Every movement, oldest first.</param>
public sealed record LedgerView(
    string OrderId, long Version, IReadOnlyDictionary<string, Amount> Balances, IReadOnlyList<LedgerEntryView> Entries)
{
    internal static LedgerView Of(Payment payment) => new(
        payment.Order.Value,
        payment.Version,
        Enum.GetValues<Account>().ToDictionary(Name, account => payment.Facts.Ledger.Balance(account).ToWire()),
        [
            .. payment.Facts.Ledger.Entries.Select(entry => new LedgerEntryView(
                entry.At, entry.Version, entry.Cause, [.. entry.Lines.Select(line => new LedgerLineView(Name(line.Account), line.Amount.ToWire()))])),
        ]);

    private static string Name(Account account) => account.ToString().ToLowerInvariant();
}

/// <summary>A movement of money: lines that sum to zero.</summary>
public sealed record LedgerEntryView(DateTimeOffset At, long Version, string Cause, IReadOnlyList<LedgerLineView> Lines);

/// <summary>What a movement adds to an account; negative when it takes away.</summary>
public sealed record LedgerLineView(string Account, Amount Amount);
