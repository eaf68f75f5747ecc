using Serverless.Domain.Orders;
using Serverless.Domain.Payments;

namespace Serverless.Workflows.Payments;

/// <summary>What came of listing intents.</summary>
public abstract record IntentListing
{
    private IntentListing() { }

    /// <summary>One page, and the cursor of the next one when there is one.</summary>
    public sealed record Page(IReadOnlyList<ListedIntent> Intents, string? Next) : IntentListing;

    /// <summary>The provider did not say.</summary>
    public sealed record Unavailable(string Reason, TimeSpan? RetryAfter = null) : IntentListing;
}

/// <summary>An intent in a list. <paramref name="Order"/> is null when it is none of ours.</summary>
public sealed record ListedIntent(Intent Intent, OrderId? Order, DateTimeOffset CreatedAt);
