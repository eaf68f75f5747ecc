using Serverless.Domain.Payments;

namespace Serverless.Adapters.Cosmos;

/// <summary>What the customer must do, in a document.</summary>
internal sealed record NextActionDocument(string Kind, string? Url = null)
{
    public static NextActionDocument? Of(NextAction? action) => action is null ? null : new(action.Kind, action.Url);

    public NextAction ToDomain() => new(Kind, Url);
}
