namespace Serverless.Embedded.ServiceBus.Remote;

/// <summary>A queue or topic of a broker in another process.</summary>
internal sealed class RemoteDestination(BusConnection connection, string path) : IDestination
{
    public Task<long[]> Send(IReadOnlyList<OutgoingMessage> messages)
    {
        var size = messages.Sum(message => (long)message.Size);
        return size > MessageLimits.LargestMessage
            ? throw Failures.TooLarge(path, size)
            : connection.Call(
                BusOperation.Send, path, writer => MessageWire.Write(writer, messages), reader => messages.Select(_ => reader.ReadInt64()).ToArray());
    }

    public Task CancelScheduled(long sequenceNumber) =>
        connection.Call(BusOperation.CancelScheduled, path, writer => writer.Write(sequenceNumber));
}
