using Microsoft.AspNetCore.Http;
using Serverless.Domain;
using Serverless.Functions.Http;
using Serverless.Workflows.Orders;

namespace Serverless.Functions.Orders;

/// <summary>What orders answer over HTTP.</summary>
internal static class OrderAnswers
{
    private static readonly Problem NotFound = new(StatusCodes.Status404NotFound, "order_not_found", "There is no such order.");

    /// <summary>Which orders the query string asks for.</summary>
    public static OrderQuery OrderQuery(this HttpRequest request) => new(
        request.QueryValue("status"), request.QueryValue("from"), request.QueryValue("to"), request.QueryValue("customerId"));

    public static IResult ToHttp(this PlaceOrderResult result) => result switch
    {
        PlaceOrderResult.Accepted accepted => new AcceptedOrder(accepted.Order, accepted.Replayed),
        PlaceOrderResult.Invalid invalid => Problem.OfFields("The order is not valid.", invalid.Errors),
        PlaceOrderResult.KeyReused => new Problem(
            StatusCodes.Status422UnprocessableEntity, "idempotency_key_reused",
            "This Idempotency-Key was used for another order. Take another key, or send that order again."),
        _ => throw new NotSupportedException(result.GetType().Name),
    };

    public static IResult ToHttp(this ChangeOrderResult result) => result switch
    {
        ChangeOrderResult.Accepted accepted => new AcceptedOrder(accepted.Order, accepted.Replayed),
        ChangeOrderResult.NotFound => NotFound,
        ChangeOrderResult.VersionMismatch => Problem.VersionMismatch,
        ChangeOrderResult.Invalid invalid => Problem.OfFields("The request is not valid.", invalid.Errors),
        ChangeOrderResult.Refused { Rejection: var no } => new Problem(StatusOf(no), no.Code, no.Reason),
        _ => throw new NotSupportedException(result.GetType().Name),
    };

    public static IResult ToHttp(this OrderView? order) =>
        order is null ? NotFound : new Found<OrderView>(order, HttpJson.Default.OrderView, EntityTags.Of(order.Version));

    public static IResult ToHttp(this OrderHistoryView? history) =>
        history is null ? NotFound : new Found<OrderHistoryView>(history, HttpJson.Default.OrderHistoryView, EntityTags.Of(history.Version));

    // What is wrong with the request itself would be refused whatever the order's state.
    private static int StatusOf(Rejection rejection) => rejection.Code is "amount" or "idempotency_key_reused"
        ? StatusCodes.Status422UnprocessableEntity
        : StatusCodes.Status409Conflict;
}
