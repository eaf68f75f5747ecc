using Serverless.Embedded.ServiceBus.Remote;

namespace Serverless.Embedded.ServiceBus.Tests.Remote;

public class When_bytes_make_no_request
{
    private static readonly string[] Operations =
    [
        BusOperation.Send, BusOperation.CancelScheduled, BusOperation.Receive, BusOperation.EndWait, BusOperation.Peek,
        BusOperation.Complete, BusOperation.Abandon, BusOperation.Defer, BusOperation.DeadLetter, BusOperation.Renew,
    ];

    [Fact]
    public async Task They_are_refused_and_change_nothing()
    {
        await using var bus = await Bus.WithQueue();
        var guest = await Guest.Of(bus);
        await guest.Send("one", "m1");
        var random = new Sequence(20260301);

        for (var i = 0; i < 2000; i++)
        {
            var operation = Operations[random.Next(Operations.Length)];
            // A receive may be understood, and would wait.
            var bytes = random.Bytes(operation == BusOperation.Receive ? random.Next(28) : random.Next(200));
            var status = await guest.Post($"{operation}?entity=orders", bytes);
            Assert.True(status is 200 or 400 or 409, $"{operation} {Convert.ToHexString(bytes)}: {status}");
        }

        var message = Assert.Single(await bus.Receiver().PeekMessagesAsync(9, 0, Bus.Stop));
        Assert.Equal(("m1", 0), (message.MessageId, message.DeliveryCount));
    }

    [Theory]
    [InlineData("7F7F7F7F")]
    [InlineData("01000000" + "01" + "FFFFFF7F")]
    [InlineData("01000000" + "01" + "FFFFFFFF")]
    [InlineData("01000000" + "01" + "1F000000" + "0100000000000000000000" + "0000000000000000" + "0000000000000000" + "FFFFFF7F")]
    public void No_memory_is_set_aside_for_what_a_length_promises(string bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(Convert.FromHexString(bytes)));
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.ThrowsAny<Exception>(() => MessageWire.ReadOutgoing(reader));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public async Task An_operation_that_there_is_not_is_not_found()
    {
        await using var bus = await Bus.WithQueue();
        var guest = await Guest.Of(bus);

        Assert.Equal(404, await guest.Post("/purge?entity=orders", []));
    }

    // A linear congruential generator: the same numbers in every run.
    private sealed class Sequence(uint seed)
    {
        private uint _state = seed;

        public int Next(int below) => (int)((_state = unchecked((_state * 1664525) + 1013904223)) >> 8) % below;

        public byte[] Bytes(int count)
        {
            var bytes = new byte[count];
            for (var i = 0; i < count; i++)
            {
                // Mostly small: large lengths are refused at once and reach little.
                bytes[i] = (byte)(Next(4) == 0 ? Next(256) : Next(4));
            }
            return bytes;
        }
    }
}
