namespace Serverless.Embedded.ServiceBus;

/// <summary>The application properties that say why a message was dead-lettered, and the reasons that the broker itself gives.</summary>
internal static class DeadLetterProperties
{
    public const string Reason = "DeadLetterReason";
    public const string Description = "DeadLetterErrorDescription";

    public const string TooManyDeliveries = "MaxDeliveryCountExceeded";
    public const string Expired = "TTLExpiredException";
}
