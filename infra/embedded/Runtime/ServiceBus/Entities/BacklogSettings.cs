namespace Serverless.Embedded.ServiceBus.Entities;

/// <summary>How a backlog treats its messages.</summary>
internal sealed record BacklogSettings(int MaxDeliveryCount, TimeSpan LockDuration, TimeSpan DefaultTimeToLive, bool DeadLettersExpired)
{
    /// <summary>Dead letters stay until somebody settles them: they do not expire, and no number of deliveries is too many.</summary>
    public BacklogSettings ForDeadLetters() => new(int.MaxValue, LockDuration, TimeSpan.MaxValue, DeadLettersExpired: false);
}
