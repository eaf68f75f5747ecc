using Serverless.Contracts;
using Serverless.Domain;

namespace Serverless.Workflows.Orders;

/// <summary>Which orders are wanted: all that fit every field that is given.</summary>
/// <param name="Customer">Whose they are; null for everybody's.</param>
/// <param name="Statuses">They stand at one of these; null for any.</param>
/// <param name="From">They were placed then or later.</param>
/// <param name="To">They were placed before.</param>
public sealed record OrderFilter(
    CustomerKey? Customer = null, IReadOnlyCollection<OrderStatus>? Statuses = null, DateTimeOffset? From = null, DateTimeOffset? To = null);
