using Serverless.Domain;
using Serverless.Domain.Orders;
using Serverless.Domain.Payments;

namespace Serverless.Workflows.Payments;

/// <summary>Takes held money. <paramref name="Key"/> is the provider's idempotency key.</summary>
public sealed record CaptureRequest(string Key, IntentId Intent, Money Amount);

/// <summary>Closes an intent. <paramref name="Key"/> is the provider's idempotency key.</summary>
public sealed record VoidRequest(string Key, IntentId Intent);

/// <summary>Gives back. <paramref name="Key"/> is the provider's idempotency key.</summary>
public sealed record RefundRequest(string Key, IntentId Intent, OrderId Order, int Number, Money Amount);

/// <summary>
/// Intents by the time of their creation, in whole seconds of the provider's clock. <paramref name="Cursor"/> is what the page before
/// gave out as <see cref="IntentListing.Page.Next"/>.
/// </summary>
public sealed record IntentWindow(DateTimeOffset From, DateTimeOffset Until, string? Cursor = null);
