using Serverless.Domain.Payments;

namespace Serverless.Workflows.Payments;

/// <summary>What came of a request to the payment provider.</summary>
public abstract record GatewayAnswer
{
    private GatewayAnswer() { }

    /// <summary>The provider answered with its record of the payment. A declined card is such an answer, too.</summary>
    public sealed record Answered(Intent Intent) : GatewayAnswer;

    /// <summary>The provider answered with its record of the refund, which may be on its way or have failed.</summary>
    public sealed record AnsweredRefund(PaymentRefund Refund) : GatewayAnswer;

    /// <summary>The provider refused the request itself, for good: nothing happened.</summary>
    public sealed record Refused(PaymentFailure Failure) : GatewayAnswer;

    /// <summary>
    /// Nothing happened, and the same request may succeed later: not connected, too many requests, or the same key is being served.
    /// </summary>
    public sealed record Unavailable(string Reason, TimeSpan? RetryAfter = null) : GatewayAnswer;

    /// <summary>It may have happened or not.</summary>
    public sealed record Unknown(Doubt Doubt, string Reason) : GatewayAnswer;
}

/// <summary>What came of reading the provider's records.</summary>
public abstract record IntentLookup
{
    private IntentLookup() { }

    /// <summary>There is one.</summary>
    public sealed record Found(Intent Intent) : IntentLookup;

    /// <summary>There is none, at the time of reading.</summary>
    public sealed record Absent : IntentLookup;

    /// <summary>The provider did not say.</summary>
    public sealed record Unavailable(string Reason, TimeSpan? RetryAfter = null) : IntentLookup;
}
