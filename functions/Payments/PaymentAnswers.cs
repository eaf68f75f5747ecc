using Microsoft.AspNetCore.Http;
using Serverless.Functions.Http;
using Serverless.Workflows.Payments;

namespace Serverless.Functions.Payments;

/// <summary>What payments answer over HTTP.</summary>
internal static class PaymentAnswers
{
    public static IResult ToHttp(this WebhookVerdict verdict) => verdict is WebhookVerdict.Refused refused
        ? new Problem(StatusCodes.Status400BadRequest, refused.Code, refused.Reason)
        : Results.Ok();

    public static IResult ToHttp(this LedgerView? ledger) => ledger is null
        ? new Problem(StatusCodes.Status404NotFound, "ledger_not_found", "There is no payment of such an order.")
        : new Found<LedgerView>(ledger, HttpJson.Default.LedgerView, EntityTags.Of(ledger.Version));
}
