namespace Serverless.Contracts;

/// <summary>What the customer must do before the payment goes on: a kind, and the page to open where there is one.</summary>
public sealed record NextAction(string Kind, string? Url = null);
