using Serverless.Adapters.Cosmos;
using Serverless.Domain;
using Serverless.Domain.Payments;

namespace Serverless.Adapters.Payments;

/// <summary>The parts of a payment, to documents and back.</summary>
internal static class PaymentParts
{
    public static PendingDocument ToDocument(this PendingOperation pending) => new(
        pending.Kind, pending.Number, MoneyDocument.Of(pending.Amount), pending.Key, pending.FirstTry, pending.LastTry, pending.Doubt,
        pending.ServerErrors);

    public static PendingOperation ToDomain(this PendingDocument pending) => new(
        pending.Kind, pending.Number, pending.Amount.ToDomain(), pending.Key, pending.FirstTry, pending.LastTry, pending.Doubt,
        pending.ServerErrors);

    public static PaymentRefundDocument ToDocument(PaymentRefund refund) =>
        new(MoneyDocument.Of(refund.Amount), refund.Number, FailureDocument.Of(refund.Failure), refund.Id, refund.Status);

    public static PaymentRefund ToDomain(PaymentRefundDocument refund) => new(
        refund.Id, refund.Number, refund.Amount.ToDomain(),
        refund.Status ?? (refund.Failure is null ? PaymentRefundStatus.Succeeded : PaymentRefundStatus.Failed), refund.Failure?.ToDomain());

    public static DisputeDocument ToDocument(Dispute dispute) =>
        new(dispute.Id, MoneyDocument.Of(dispute.Amount), dispute.Status, dispute.Reason);

    public static Dispute ToDomain(DisputeDocument dispute) =>
        new(dispute.Id, dispute.Amount.ToDomain(), dispute.Status, dispute.Reason);

    public static LedgerEntryDocument ToDocument(LedgerEntry entry) =>
        new(entry.From, entry.To, entry.Amount.MinorUnits, entry.At, entry.Cause, entry.Version);

    /// <summary>The books; for a payment of schema 1, which had none, what its totals say, as carried over.</summary>
    public static Ledger ReadLedger(this PaymentDocument document)
    {
        var currency = document.Amount.ToDomain().Currency;
        return new Ledger(currency, document.Ledger is { } entries
            ? [.. entries.Select(entry => new LedgerEntry(entry.From, entry.To, new Money(entry.Amount, currency), entry.At, entry.Cause, entry.Version))]
            : CarriedOver(document, currency));
    }

    private static List<LedgerEntry> CarriedOver(PaymentDocument document, Currency currency)
    {
        var (authorized, captured, refunded) = (document.Authorized.Amount, document.Captured.Amount, document.Refunded.Amount);
        (Account From, Account To, long Amount)[] movements =
        [
            (Account.Customer, Account.Authorized, authorized),
            (Account.Authorized, Account.Captured, captured),
            (Account.Authorized, Account.Released, captured > 0 ? authorized - captured : 0),
            (Account.Captured, Account.Refunded, refunded),
        ];
        return
        [
            .. movements.Where(movement => movement.Amount > 0).Select(movement => new LedgerEntry(
                movement.From, movement.To, new Money(movement.Amount, currency), document.ChangedAt, "carried over", document.Version)),
        ];
    }
}
