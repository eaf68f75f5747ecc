using Serverless.Domain;
using Serverless.Domain.Orders;
using Serverless.Domain.Payments;

namespace Serverless.Workflows.Payments;

/// <summary>A charge, complete: repeated with the same key it must be the same in every field.</summary>
/// <param name="Key">The provider's idempotency key.</param>
/// <param name="Intent">The order's intent when an earlier attempt made one, else null: then it is created.</param>
/// <param name="Order">The order.</param>
/// <param name="Amount">What to take.</param>
/// <param name="Method">From what.</param>
/// <param name="CaptureMode">When.</param>
public sealed record ChargeRequest(
    string Key, IntentId? Intent, OrderId Order, Money Amount, PaymentMethod Method, CaptureMode CaptureMode);

/// <summary>Which intent to read. <paramref name="CreatedAfter"/>, by our clock, bounds the listing when the id is not known.</summary>
public sealed record IntentQuery(OrderId Order, Money Amount, IntentId? Intent, DateTimeOffset CreatedAfter);
