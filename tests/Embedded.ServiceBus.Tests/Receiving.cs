using Azure.Messaging.ServiceBus;

namespace Serverless.Embedded.ServiceBus.Tests;

/// <summary>Receiving, as a test says it.</summary>
internal static class Receiving
{
    // The bus's clock stands still in a wait, so a wait for a message that never comes would not end.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The next message; fails when there is none for a long time.</summary>
    public static async Task<ServiceBusReceivedMessage> Next(this ServiceBusReceiver receiver)
    {
        var received = receiver.ReceiveMessageAsync(TimeSpan.FromDays(1), Bus.Stop);
        var message = await received.WaitAsync(Patience, TimeProvider.System, Bus.Stop);
        return message ?? throw new InvalidOperationException("Waited a day for nothing.");
    }

    /// <summary>True when a receiver gets nothing although it waits.</summary>
    public static async Task<bool> GetsNothing(this ServiceBusReceiver receiver, TimerClock clock)
    {
        var received = receiver.ReceiveMessageAsync(TimeSpan.FromMilliseconds(1), Bus.Stop);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        return await received.WaitAsync(Patience, TimeProvider.System, Bus.Stop) is null;
    }

    public static string Text(this ServiceBusReceivedMessage message) => message.Body.ToString();

    public static async Task<ServiceBusFailureReason> FailsWith(Func<Task> work) => (await Assert.ThrowsAsync<ServiceBusException>(work)).Reason;
}
