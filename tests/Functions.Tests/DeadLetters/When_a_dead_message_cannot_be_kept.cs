using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Functions.DeadLetters;
using Serverless.Workflows;
using Serverless.Workflows.DeadLetters;

namespace Serverless.Functions.Tests.DeadLetters;

public class When_a_dead_message_cannot_be_kept
{
    private readonly Actions _actions = new();

    [Fact]
    public async Task It_is_neither_completed_nor_given_back_at_once_but_left_until_its_lock_runs_out()
    {
        await Keep(new Store(new OutageException("The database answered 503.")));
        await Keep(new Store(new InvalidOperationException("A bug.")));
        Assert.Equal(0, _actions.Completed);
    }

    [Fact]
    public async Task It_is_completed_once_it_is_kept()
    {
        await Keep(new Store(null));
        Assert.Equal(1, _actions.Completed);
    }

    private Task Keep(IDeadLetters store) => new KeepDead(new KeepingDeadLetters(store, TimeProvider.System), NullLogger<KeepDead>.Instance).Letter(
        DeadLetterSource.PaymentCommands,
        ServiceBusModelFactory.ServiceBusReceivedMessage(BinaryData.FromString("{}"), messageId: "m-1", deliveryCount: 1),
        _actions, TestContext.Current.CancellationToken);

    /// <summary>Notes what is completed. Nothing else may be done with a message: every other action throws.</summary>
    private sealed class Actions : ServiceBusMessageActions
    {
        public int Completed { get; private set; }

        public override Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
        {
            Completed++;
            return Task.CompletedTask;
        }
    }

    private sealed class Store(Exception? failure) : IDeadLetters
    {
        public Task<Stored<DeadLetter>?> Find(DeadLetterId id, CancellationToken stop) => Task.FromResult<Stored<DeadLetter>?>(null);

        public Task<bool> Save(DeadLetter letter, StoreVersion? expected, CancellationToken stop) => failure is null ? Task.FromResult(true) : throw failure;

        public Task<IReadOnlyList<DeadLetter>> List(DeadLetterFilter filter, int count, DeadLetterPosition? after, CancellationToken stop) =>
            Task.FromResult<IReadOnlyList<DeadLetter>>([]);
    }
}
