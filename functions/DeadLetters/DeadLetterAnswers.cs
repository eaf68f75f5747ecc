using Microsoft.AspNetCore.Http;
using Serverless.Functions.Http;
using Serverless.Workflows.DeadLetters;

namespace Serverless.Functions.DeadLetters;

/// <summary>What dead letters answer over HTTP.</summary>
internal static class DeadLetterAnswers
{
    private static readonly Problem NotFound = new(StatusCodes.Status404NotFound, "dead_letter_not_found", "There is no such dead letter.");

    /// <summary>Which letters the query string asks for.</summary>
    public static DeadLetterQuery DeadLetterQuery(this HttpRequest request) => new(
        request.QueryValue("source"), request.QueryValue("reason"), request.QueryValue("orderId"), request.QueryValue("state"),
        request.QueryValue("from"), request.QueryValue("to"));

    public static IResult ToHttp(this DeadLetterView? letter) => letter is null
        ? NotFound
        : new Found<DeadLetterView>(letter, HttpJson.Default.DeadLetterView, EntityTags.Of(letter.Version));

    public static IResult ToHttp(this DeadLetterResult result) => result switch
    {
        DeadLetterResult.Done done => done.Letter.ToHttp(),
        DeadLetterResult.NotFound => NotFound,
        DeadLetterResult.VersionMismatch => Problem.VersionMismatch,
        DeadLetterResult.Refused refused => new Problem(StatusCodes.Status409Conflict, refused.Code, refused.Reason),
        DeadLetterResult.Invalid invalid => Problem.OfFields("The decision is not valid.", invalid.Errors),
        _ => throw new NotSupportedException(result.GetType().Name),
    };

    public static ReplayedLetter ToReplay(this DeadLetterResult result) =>
        new(result.ToHttp(), result is DeadLetterResult.Done { ImportBatch: { } batch } ? [batch] : null);

    public static ReplayedLetter ToReplay(this ReplayAllResult result) =>
        new(result.ToHttp(), result is ReplayAllResult.Done { ImportBatches: [_, ..] batches } ? [.. batches] : null);

    private static IResult ToHttp(this ReplayAllResult result) => result switch
    {
        ReplayAllResult.Done done => new JsonAnswer<ReplayCounts>(done.Counts, HttpJson.Default.ReplayCounts),
        ReplayAllResult.Invalid invalid => Problem.OfFields("The filter is not valid.", invalid.Errors),
        _ => throw new NotSupportedException(result.GetType().Name),
    };
}
