using Serverless.Contracts;
using Serverless.Domain;
using Serverless.Domain.Orders;
using Serverless.Domain.Payments;

namespace Serverless.Workflows;

/// <summary>Between the domain's types and those of messages and views. Reading throws <see cref="MalformedMessageException"/>.</summary>
internal static class Wire
{
    public static Amount ToWire(this Money money) => new(money.MinorUnits, money.Currency.Code);

    public static Failure ToWire(this PaymentFailure failure) => new(failure.Code, failure.Message, failure.DeclineCode);

    public static Contracts.NextAction ToWire(this Domain.Payments.NextAction action) => new(action.Kind, action.Url);

    public static Domain.Payments.Dispute ToDomain(this Contracts.Dispute dispute) =>
        new(dispute.Id, dispute.Amount.ToMoney(), Enum.Parse<Domain.Payments.DisputeStatus>(dispute.Status.ToString()), dispute.Reason);

    public static Contracts.Dispute ToWire(this Domain.Payments.Dispute dispute) =>
        new(dispute.Id, dispute.Amount.ToWire(), Enum.Parse<Contracts.DisputeStatus>(dispute.Status.ToString()), dispute.Reason);

    public static Capture ToWire(this CaptureMode mode) => mode == CaptureMode.Manual ? Capture.Manual : Capture.Automatic;

    public static Money ToMoney(this Amount amount) => Currency.TryParse(amount.Currency, out var currency)
        ? new Money(amount.MinorUnits, currency)
        : throw new MalformedMessageException("The currency is not one of ISO 4217.");

    public static PaymentFailure ToDomain(this Failure failure) => new(failure.Code, failure.DeclineCode, failure.Message);

    public static Domain.Payments.NextAction ToDomain(this Contracts.NextAction action) => new(action.Kind, action.Url);

    public static CaptureMode ToDomain(this Capture mode) => mode == Capture.Manual ? CaptureMode.Manual : CaptureMode.Automatic;

    public static PaymentMethod ToPaymentMethod(string text) => PaymentMethod.TryParse(text, out var method)
        ? method
        : throw new MalformedMessageException("The payment method is not one.");

    public static OrderId Order(this OrderMessage message) => OrderId.TryParse(message.OrderId, out var id)
        ? id
        : throw new MalformedMessageException("The order id is not one.");
}
