using System.Security.Cryptography;
using Azure.Messaging.ServiceBus;

namespace Serverless.Embedded.ServiceBus.Remote;

/// <summary>A queue or subscription of a broker in another process.</summary>
internal sealed class RemoteBacklog(BusConnection connection, string path) : IBacklog
{
    private static readonly TimeSpan EndWaitAgain = TimeSpan.FromMilliseconds(20);

    public int Active => 0;

    public async Task<IReadOnlyList<ServiceBusReceivedMessage>> Receive(
        int most, ServiceBusReceiveMode mode, TimeSpan wait, CancellationToken stop, CancellationToken closed = default)
    {
        var id = new Guid(RandomNumberGenerator.GetBytes(16));
        var receiving = connection.Call(BusOperation.Receive, path, Write, MessageWire.ReadReceived);
        // The broker is asked to answer now: breaking the connection would leave those locked that are on their way.
        await using (stop.UnsafeRegister(_ => _ = EndWait(id, receiving), null))
        await using (closed.UnsafeRegister(_ => _ = EndWait(id, receiving), null))
        {
            var received = await receiving;
            return received.Count > 0 ? received
                : stop.IsCancellationRequested ? throw new TaskCanceledException(null, null, stop)
                : closed.IsCancellationRequested ? throw new TaskCanceledException(null, null, closed)
                : received;
        }

        void Write(BinaryWriter writer)
        {
            writer.Write(id.ToByteArray());
            writer.Write(most);
            writer.Write((int)mode);
            writer.Write(wait.Ticks);
        }
    }

    public async Task<IReadOnlyList<ServiceBusReceivedMessage>> Peek(int most, long fromSequenceNumber) => await connection.Call(
        BusOperation.Peek,
        path,
        writer =>
        {
            writer.Write(most);
            writer.Write(fromSequenceNumber);
        },
        MessageWire.ReadReceived);

    public Task Complete(Guid token) => Settle(BusOperation.Complete, token, _ => { });

    public Task Abandon(Guid token, IDictionary<string, object>? changes) => SettleWith(BusOperation.Abandon, token, changes);

    public Task Defer(Guid token, IDictionary<string, object>? changes) => SettleWith(BusOperation.Defer, token, changes);

    public Task DeadLetter(Guid token, IDictionary<string, object>? changes, string? reason, string? description) =>
        SettleWith(BusOperation.DeadLetter, token, changes, writer =>
        {
            MessageWire.WriteText(writer, reason);
            MessageWire.WriteText(writer, description);
        });

    public Task<DateTimeOffset> Renew(Guid token) => connection.Call(
        BusOperation.Renew, path, writer => writer.Write(token.ToByteArray()), reader => new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero));

    private Task SettleWith(string operation, Guid token, IDictionary<string, object>? changes, Action<BinaryWriter>? more = null)
    {
        MessageData.NoProperties.With(changes);
        return Settle(operation, token, writer =>
        {
            MessageWire.Write(writer, changes);
            more?.Invoke(writer);
        });
    }

    private Task Settle(string operation, Guid token, Action<BinaryWriter> more) => connection.Call(operation, path, writer =>
    {
        writer.Write(token.ToByteArray());
        more(writer);
    });

    // The receive may reach the broker after this does: asked again until it has ended.
    private async Task EndWait(Guid id, Task receiving)
    {
        while (!receiving.IsCompleted)
        {
            try
            {
                await connection.Call(BusOperation.EndWait, path, writer => writer.Write(id.ToByteArray()));
            }
            catch (ServiceBusException)
            {
                // Then the receive fails too.
            }
            await Task.WhenAny(receiving, Task.Delay(EndWaitAgain, TimeProvider.System));
        }
    }
}
