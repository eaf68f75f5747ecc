using System.Globalization;
using Serverless.Embedded.Cosmos.Documents;
using Serverless.Embedded.Wire;

namespace Serverless.Embedded.Cosmos.Http;

/// <summary>Outcomes as HTTP answers.</summary>
internal static class Answers
{
    public static WireResponse Json(int status, ReadOnlyMemory<byte> body) => new(status, body, "application/json");

    public static WireResponse Json(int status, string body) => Json(status, System.Text.Encoding.UTF8.GetBytes(body));

    public static WireResponse Of(Outcome outcome, long committed)
    {
        var answer = outcome.Message is { } message ? Refusal.Answer(outcome.Status, Code(outcome.Status), message, outcome.SubStatus)
            : outcome.Body.Length > 0 ? Json(outcome.Status, outcome.Body)
            : new WireResponse(outcome.Status);
        return (outcome.Lsn == 0 ? answer : answer.With("etag", ETag.Of(outcome.Lsn))).With(outcome.Charge, Math.Max(committed, outcome.Lsn));
    }

    /// <summary>Adds what every answer about documents carries.</summary>
    public static WireResponse With(this WireResponse answer, double charge, long lsn) => answer
        .With("x-ms-request-charge", charge.ToString(CultureInfo.InvariantCulture))
        .With("x-ms-session-token", string.Create(CultureInfo.InvariantCulture, $"0:-1#{lsn}"));

    private static string Code(int status) => status switch
    {
        400 => "BadRequest",
        404 => "NotFound",
        409 => "Conflict",
        412 => "PreconditionFailed",
        413 => "RequestEntityTooLarge",
        501 => "NotImplemented",
        _ => status.ToString(CultureInfo.InvariantCulture),
    };
}
