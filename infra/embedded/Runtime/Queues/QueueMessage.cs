namespace Serverless.Embedded.Queues;

/// <summary>
/// A message as one receiver got it. Its text is as stored, base64 or plain; its pop receipt proves that the receiver still holds
/// it, as another receive gives it another.
/// </summary>
internal sealed record QueueMessage(
    string Id, string Text, string PopReceipt, long DequeueCount, DateTimeOffset InsertedOn, DateTimeOffset ExpiresOn, DateTimeOffset NextVisibleOn);
