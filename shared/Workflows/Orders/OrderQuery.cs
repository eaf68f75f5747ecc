using System.Text.Json;
using Serverless.Contracts;
using Serverless.Domain;

namespace Serverless.Workflows.Orders;

/// <summary>Which orders are wanted, as it stood in a query string. Everything may be missing or wrong.</summary>
/// <param name="Status">One status or several, with commas between.</param>
/// <param name="From">The earliest placing: an instant of RFC 3339, or a day, which begins at midnight UTC.</param>
/// <param name="To">The end: orders placed before it.</param>
/// <param name="CustomerId">Whose orders: without it an operator sees everybody's, and a customer's are always the caller's.</param>
public sealed record OrderQuery(string? Status = null, string? From = null, string? To = null, string? CustomerId = null)
{
    private static readonly Dictionary<string, OrderStatus> ByName =
        Enum.GetValues<OrderStatus>().ToDictionary(status => JsonNamingPolicy.CamelCase.ConvertName(status.ToString()), StringComparer.Ordinal);

    /// <summary>Reads the filter, and adds to the errors what is wrong.</summary>
    internal OrderFilter Read(Actor actor, List<InvalidField> errors) => new(
        Customer(actor, errors), Statuses(errors), Instant.Read(From, "from", errors), Instant.Read(To, "to", errors));

    /// <summary>True when somebody else's orders are asked for by one who is no operator.</summary>
    internal bool IsForbiddenTo(Actor actor) => !actor.IsOperator && CustomerId is not null && CustomerId != actor.Id.Value;

    private CustomerKey? Customer(Actor actor, List<InvalidField> errors)
    {
        if (!actor.IsOperator)
            return actor.Id.Key;
        if (CustomerId is null)
            return null;
        if (Domain.CustomerId.TryParse(CustomerId, out var customer))
            return customer.Key;

        errors.Add(new InvalidField("customerId", "invalid_customer_id", "A customer id is 1 to 255 printable characters."));
        return null;
    }

    private OrderStatus[]? Statuses(List<InvalidField> errors)
    {
        var names = Status?.Split(',');
        if (names is null || names.All(ByName.ContainsKey))
            return names is null ? null : [.. names.Select(name => ByName[name]).Distinct().Order()];

        errors.Add(new InvalidField("status", "unknown_status", $"One or several, with commas between, of {string.Join(", ", ByName.Keys)}."));
        return null;
    }
}
