namespace Azure.Messaging.ServiceBus;

public class CreateMessageBatchOptions
{
    private long? _maxSizeInBytes;

    public long? MaxSizeInBytes
    {
        get => _maxSizeInBytes;
        set
        {
            if (value is { } size)
            {
                ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size, nameof(MaxSizeInBytes));
            }
            _maxSizeInBytes = value;
        }
    }
}
