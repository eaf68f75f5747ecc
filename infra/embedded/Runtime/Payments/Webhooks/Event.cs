namespace Serverless.Embedded.Payments.Webhooks;

/// <summary>Something that happened, and what it happened to as it was then.</summary>
/// <param name="Number">Rises with time.</param>
/// <param name="Id">As the API shows it.</param>
/// <param name="Type">In Stripe's words, such as <c>payment_intent.succeeded</c>: it says what the state is of.</param>
/// <param name="Created">In Unix milliseconds.</param>
/// <param name="State">As it is kept in its own table.</param>
internal sealed record Event(long Number, string Id, string Type, long Created, byte[] State);
