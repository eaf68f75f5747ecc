using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Serverless.Workflows;

namespace Serverless.Functions.Http;

/// <summary>A refusal in the form of RFC 9457. Clients act on <paramref name="code"/>, which never changes; people read the detail.</summary>
internal sealed class Problem(int status, string code, string detail, IReadOnlyList<FieldError>? errors = null) : IResult
{
    /// <summary>The resource is not as it was when the change was decided: <c>If-Match</c>.</summary>
    public static Problem VersionMismatch { get; } =
        new(StatusCodes.Status412PreconditionFailed, "version_mismatch", "It has changed since: read it again, and decide again.");

    public static Problem OperatorsOnly { get; } = new(StatusCodes.Status403Forbidden, "operators_only", "This needs the role operator.");

    internal TimeSpan? RetryAfter { get; init; }

    /// <summary>A passing trouble of ours: try again soon.</summary>
    public static Problem Unavailable(string code, string detail, TimeSpan? retryAfter = null) =>
        new(StatusCodes.Status503ServiceUnavailable, code, detail) { RetryAfter = retryAfter ?? TimeSpan.FromSeconds(2) };

    /// <summary>For input that can be read, and is not valid.</summary>
    public static Problem OfFields(string detail, IEnumerable<InvalidField> fields) => new(
        StatusCodes.Status400BadRequest, "invalid_request", detail,
        [.. fields.Select(field => new FieldError(field.Pointer, field.Code, field.Message))]);

    /// <summary>For a request with a card number in it. Names the field, and repeats nothing.</summary>
    public static Problem CardNumber(string pointer)
    {
        var field = InvalidField.CardNumber(pointer);
        return new(StatusCodes.Status400BadRequest, field.Code, "There is something in it that looks like the number of a card. Nothing was done, and nothing of it is kept.",
            [new FieldError(field.Pointer, field.Code, field.Message)]);
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        if (RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString();
        }
        var body = new ProblemBody(ReasonPhrases.GetReasonPhrase(status), status, detail, code, errors, httpContext.TraceIdentifier);
        return response.WriteJson(body, HttpJson.Default.ProblemBody, "application/problem+json");
    }
}

/// <summary>What is wrong where: a JSON pointer into the body (RFC 6901; empty is all of it), the name of a query parameter or of a header, or <c>path</c>.</summary>
internal sealed record FieldError(string Pointer, string Code, string Detail);

internal sealed record ProblemBody(
    string Title, int Status, string Detail, string Code, IReadOnlyList<FieldError>? Errors, string TraceId);
