using Serverless.Contracts;

namespace Serverless.Workflows.Messaging;

/// <summary>
/// A message that a store writes to the outbox together with the state that it speaks of. <paramref name="Id"/> derives from facts
/// (aggregate and version), so that writing it twice is one message; it is the outbox entry's id and the <c>MessageId</c> on the bus.
/// </summary>
public sealed record OutgoingMessage(string Id, OrderMessage Body);
