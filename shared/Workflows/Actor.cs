using Serverless.Domain;
using Serverless.Domain.Orders;

namespace Serverless.Workflows;

/// <summary>Who asks for something: a customer, or an operator, who may see and change the orders of everybody.</summary>
public sealed record Actor(CustomerId Id, bool IsOperator = false)
{
    /// <summary>True for the order's customer, and for operators.</summary>
    public bool MaySee(OrderId order) => IsOperator || order.BelongsTo(Id);

    internal Cause CauseOf(OrderId order) => order.BelongsTo(Id) ? Cause.Customer : Cause.Operator(Id);
}
