using Serverless.Adapters.Cosmos;
using Serverless.Domain.Orders;
using Serverless.Domain.Payments;

namespace Serverless.Adapters.Payments;

/// <summary>From payment to document and back, without loss.</summary>
internal static class PaymentMapping
{
    public static PaymentDocument ToDocument(this Payment payment)
    {
        var facts = payment.Facts;
        var document = new PaymentDocument(
            facts.Order.Value, facts.Order.Value, PaymentDocument.PaymentType, PaymentDocument.CurrentSchema, "",
            MoneyDocument.Of(facts.Amount), facts.Attempt,
            MoneyDocument.Of(facts.Totals.Authorized), MoneyDocument.Of(facts.Totals.Captured), MoneyDocument.Of(facts.Totals.Refunded),
            [.. facts.Refunds.Select(PaymentParts.ToDocument)],
            facts.Version, facts.ChangedAt, facts.Intent?.Value, facts.Pending?.ToDocument(),
            Disputes: facts.Disputes.Count == 0 ? null : [.. facts.Disputes.Select(PaymentParts.ToDocument)],
            Ledger: [.. facts.Ledger.Entries.Select(PaymentParts.ToDocument)],
            BookedOn: facts.Ledger.Entries is [var first, ..] ? PaymentDocument.Day(first.At) : null);
        return payment switch
        {
            Payment.Requested => document with { Status = "requested" },
            Payment.RequiresAction p => document with { Status = "requiresAction", NextAction = NextActionDocument.Of(p.NextAction) },
            Payment.Processing => document with { Status = "processing" },
            Payment.Authorized => document with { Status = "authorized" },
            Payment.Captured => document with { Status = "captured" },
            Payment.Failed p => document with { Status = "failed", Failure = FailureDocument.Of(p.Failure) },
            Payment.Voided => document with { Status = "voided" },
            Payment.Lapsed => document with { Status = "lapsed" },
            Payment.Refunded => document with { Status = "refunded" },
            _ => throw new NotSupportedException($"The payment state {payment.GetType().Name} has no document."),
        };
    }

    public static Payment ToDomain(this PaymentDocument document)
    {
        if (document.SchemaVersion is < PaymentDocument.OldestSchema or > PaymentDocument.CurrentSchema)
        {
            throw new NotSupportedException($"Payment {document.Id} has schema {document.SchemaVersion}; {PaymentDocument.CurrentSchema} is known.");
        }
        var facts = new PaymentFacts(
            OrderId.Parse(document.OrderId), document.Amount.ToDomain(), document.Attempt,
            document.Intent is { } intent ? new IntentId(intent) : null,
            new Totals(document.Authorized.ToDomain(), document.Captured.ToDomain(), document.Refunded.ToDomain()),
            [.. document.Refunds.Select(PaymentParts.ToDomain)],
            document.Pending?.ToDomain(), document.Version, document.ChangedAt,
            document.Disputes is null ? [] : [.. document.Disputes.Select(PaymentParts.ToDomain)],
            document.ReadLedger());
        return document.Status switch
        {
            "requested" => new Payment.Requested(facts),
            "requiresAction" => new Payment.RequiresAction(facts, document.NextAction?.ToDomain()),
            "processing" => new Payment.Processing(facts),
            "authorized" => new Payment.Authorized(facts),
            "captured" => new Payment.Captured(facts),
            "failed" => new Payment.Failed(facts, document.Failure?.ToDomain()
                ?? throw new InvalidOperationException($"Payment {document.Id} failed, and its document does not say why.")),
            "voided" => new Payment.Voided(facts),
            "lapsed" => new Payment.Lapsed(facts),
            "refunded" => new Payment.Refunded(facts),
            _ => throw new NotSupportedException($"Payment {document.Id} has the status {document.Status}, which is not known."),
        };
    }
}
