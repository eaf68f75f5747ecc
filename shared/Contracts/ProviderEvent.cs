namespace Serverless.Contracts;

/// <summary>
/// The payment provider says that something happened to an intent. Events come late, twice and in any order: they only say where to look.
/// </summary>
/// <param name="EventId">The provider's id, the same when it tells again.</param>
/// <param name="Kind">The provider's name for what happened, for example <c>payment_intent.succeeded</c>.</param>
/// <param name="IntentId">The intent that it is about.</param>
/// <param name="OrderId">The order that the intent pays, when the event says so.</param>
public sealed record ProviderEvent(string EventId, string Kind, string IntentId, string? OrderId = null) : Message;
