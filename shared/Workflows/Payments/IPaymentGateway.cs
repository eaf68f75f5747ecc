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
    /// Reads the order's intent: by its id when that is known, else by listing what was created in the window and matching
    /// <c>metadata.order</c>. Never by the provider's search, which lags.
    /// </summary>
    Task<IntentLookup> Find(IntentQuery query, CancellationToken stop);
}
