namespace Azure.Messaging.ServiceBus;

public class ServiceBusReceiverOptions
{
    private int _prefetchCount;

    /// <summary>Kept, without an effect: nothing is far away enough to be worth fetching ahead.</summary>
    public int PrefetchCount
    {
        get => _prefetchCount;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(PrefetchCount));
            _prefetchCount = value;
        }
    }

    public ServiceBusReceiveMode ReceiveMode { get; set; } = ServiceBusReceiveMode.PeekLock;

    public SubQueue SubQueue { get; set; } = SubQueue.None;
}
