using Serverless.Domain;

namespace Serverless.Functions.Http.Auth;

/// <summary>What became of a bearer token.</summary>
internal abstract record Verdict
{
    private Verdict() { }

    public sealed record Accepted(CustomerId Customer, DateTimeOffset Until, bool IsOperator = false) : Verdict;

    /// <param name="Reason">Fit for the client's eyes: ASCII, without the token's content.</param>
    public sealed record Refused(string Reason) : Verdict;

    /// <summary>The issuer's keys cannot be had at the moment, so nothing can be accepted.</summary>
    public sealed record Unavailable : Verdict;
}
