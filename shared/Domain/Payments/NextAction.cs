namespace Serverless.Domain.Payments;

/// <summary>
/// What the customer must do before the payment goes on, for example pass 3-D Secure: a kind, and the page to open where there is one.
/// </summary>
public sealed record NextAction(string Kind, string? Url);
