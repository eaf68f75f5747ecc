namespace Serverless.Embedded.ServiceBus;

/// <summary>The limits of the Standard tier, https://learn.microsoft.com/azure/service-bus-messaging/service-bus-quotas.</summary>
internal static class MessageLimits
{
    /// <summary>Bytes of a message, and of a batch, with its properties.</summary>
    public const int LargestMessage = 256 * 1024;

    /// <summary>Characters of a dead-letter reason, and of its description.</summary>
    public const int LongestDeadLetterReason = 4096;
}
