using Serverless.Domain.Payments;

namespace Serverless.Workflows.Payments;

/// <summary>
/// The payment provider. Nothing here throws for what a provider can do to us: every outcome, and the lack of one, is an answer.
/// A call that <c>stop</c> cancels after the request left counts as a lost answer too.
/// </summary>
public interface IPaymentGateway
{
    /// <summary>
    /// Charges: creates and confirms the order's intent, or confirms the one that exists with another method. One request.
    /// The order's id goes into the intent's <c>metadata.order</c>.
    /// </summary>
    Task<GatewayAnswer> Charge(ChargeRequest request, CancellationToken stop);

    /// <summary>
    /// Takes held money, and releases the rest. An intent that cannot be captured (any more) is an answer too: the intent itself tells.
    /// </summary>
    Task<GatewayAnswer> Capture(CaptureRequest request, CancellationToken stop);

    /// <summary>Closes the intent, and releases what it holds. One that cannot be closed (any more) is an answer: the intent tells.</summary>
    Task<GatewayAnswer> Void(VoidRequest request, CancellationToken stop);

    /// <summary>
    /// Gives back. Order and number go into the refund's <c>metadata.order</c> and <c>metadata.refund</c>. The answer is
    /// <see cref="GatewayAnswer.AnsweredRefund"/>.
    /// </summary>
    Task<GatewayAnswer> Refund(RefundRequest request, CancellationToken stop);

    /// <summary>
    /// Reads the order's intent: by its id when that is known, else by listing what was created in the window and matching
    /// <c>metadata.order</c>. Never by the provider's search, which lags.
    /// </summary>
    Task<IntentLookup> Find(IntentQuery query, CancellationToken stop);

    /// <summary>Reads all about an intent: its order, its refunds and its disputes.</summary>
    Task<RecordLookup> Read(IntentId intent, CancellationToken stop);

    /// <summary>Lists a page of the intents that were created from <c>From</c> until before <c>Until</c>, newest first.</summary>
    Task<IntentListing> List(IntentWindow window, CancellationToken stop);
}
