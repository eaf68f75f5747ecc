using Serverless.Domain.Payments;

namespace Serverless.Adapters.Cosmos;

/// <summary>Why a payment or refund failed, in a document.</summary>
internal sealed record FailureDocument(string Code, string Message, string? DeclineCode = null)
{
    public static FailureDocument? Of(PaymentFailure? failure) =>
        failure is null ? null : new(failure.Code, failure.Message, failure.DeclineCode);

    public PaymentFailure ToDomain() => new(Code, DeclineCode, Message);
}
