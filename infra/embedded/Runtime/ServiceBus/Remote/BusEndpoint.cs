using System.Collections.Concurrent;
using System.Text;
using Azure.Messaging.ServiceBus;
using Serverless.Embedded.Wire;

namespace Serverless.Embedded.ServiceBus.Remote;

/// <summary>
/// A broker for clients in other processes: one request for each call, with bytes for its arguments and its result. A receive is answered
/// when there is a message; one whose client is gone ends, and what was on its way to that client stays locked until its lock expires,
/// as in the real service.
/// </summary>
internal sealed class BusEndpoint(Broker broker) : IWireService, IDisposable
{
    private readonly ConcurrentDictionary<Guid, CancellationTokenSource> _waiting = new();
    private readonly CancellationTokenSource _stopping = new();

    public async Task<WireResponse> Answer(WireRequest request, CancellationToken stop)
    {
        var body = await request.ReadBody(stop);
        using var answer = new MemoryStream();
        using var writer = new BinaryWriter(answer);
        try
        {
            using var reader = new BinaryReader(new MemoryStream(body.ToArray(), writable: false));
            return await Run(request, reader, writer, stop) ? Bytes(200, answer) : Text(404, $"There is no operation {request.Path}.");
        }
        catch (Exception refusal) when (refusal is ServiceBusException or InvalidOperationException)
        {
            answer.SetLength(0);
            RefusalWire.Write(writer, refusal);
            return Bytes(BusOperation.Refused, answer);
        }
        catch (Exception malformed) when (malformed is IOException or FormatException or ArgumentException or InvalidDataException)
        {
            return Text(400, $"The request cannot be read: {malformed.Message}");
        }
    }

    /// <summary>Ends every receive that waits, as if its time were over; those to come do not wait.</summary>
    public void EndWaits() => _stopping.Cancel();

    public void Dispose() => _stopping.Dispose();

    private async Task<bool> Run(WireRequest request, BinaryReader reader, BinaryWriter writer, CancellationToken stop)
    {
        var entity = request.Query[BusOperation.Entity] ?? "";
        switch (request.Path)
        {
            case BusOperation.Entities:
                WriteAll(writer, broker.DestinationPaths);
                WriteAll(writer, broker.BacklogPaths);
                return true;
            case BusOperation.Send:
                var numbers = await broker.Destination(entity).Send(MessageWire.ReadOutgoing(reader));
                Array.ForEach(numbers, writer.Write);
                return true;
            case BusOperation.CancelScheduled:
                await broker.Destination(entity).CancelScheduled(reader.ReadInt64());
                return true;
            case BusOperation.Receive:
                MessageWire.Write(writer, await Receive(broker.Backlog(entity), reader, stop));
                return true;
            case BusOperation.EndWait:
                writer.Write(EndWait(new Guid(reader.ReadBytes(16))));
                return true;
            case BusOperation.Peek:
                MessageWire.Write(writer, await broker.Backlog(entity).Peek(reader.ReadInt32(), reader.ReadInt64()));
                return true;
            case BusOperation.Renew:
                writer.Write((await broker.Backlog(entity).Renew(new Guid(reader.ReadBytes(16)))).UtcTicks);
                return true;
            default:
                return await Settle(request.Path, entity, reader);
        }
    }

    private async Task<bool> Settle(string operation, string entity, BinaryReader reader)
    {
        if (operation is not (BusOperation.Complete or BusOperation.Abandon or BusOperation.Defer or BusOperation.DeadLetter))
        {
            return false;
        }
        var backlog = broker.Backlog(entity);
        var token = new Guid(reader.ReadBytes(16));
        await (operation switch
        {
            BusOperation.Complete => backlog.Complete(token),
            BusOperation.Abandon => backlog.Abandon(token, MessageWire.ReadChanges(reader)),
            BusOperation.Defer => backlog.Defer(token, MessageWire.ReadChanges(reader)),
            _ => backlog.DeadLetter(token, MessageWire.ReadChanges(reader), MessageWire.ReadText(reader), MessageWire.ReadText(reader)),
        });
        return true;
    }

    private async Task<IReadOnlyList<ServiceBusReceivedMessage>> Receive(IBacklog backlog, BinaryReader reader, CancellationToken gone)
    {
        var id = new Guid(reader.ReadBytes(16));
        var (most, mode, wait) = (reader.ReadInt32(), (ServiceBusReceiveMode)reader.ReadInt32(), new TimeSpan(reader.ReadInt64()));
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        if (_stopping.IsCancellationRequested)
        {
            return [];
        }
        using var over = CancellationTokenSource.CreateLinkedTokenSource(gone, _stopping.Token);
        _waiting[id] = over;
        try
        {
            return await backlog.Receive(most, mode, wait, over.Token);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            return [];
        }
        finally
        {
            _waiting.TryRemove(id, out _);
        }
    }

    // False when the receive has not come yet, or has ended.
    private bool EndWait(Guid id)
    {
        if (!_waiting.TryRemove(id, out var waiting))
        {
            return false;
        }
        try
        {
            waiting.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended at this moment by itself.
        }
        return true;
    }

    private static void WriteAll(BinaryWriter writer, IReadOnlyCollection<string> texts)
    {
        writer.Write(texts.Count);
        foreach (var text in texts)
        {
            writer.Write(text);
        }
    }

    private static WireResponse Bytes(int status, MemoryStream answer) => new(status, answer.ToArray(), BusOperation.ContentType);

    private static WireResponse Text(int status, string text) => new(status, Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8");
}
