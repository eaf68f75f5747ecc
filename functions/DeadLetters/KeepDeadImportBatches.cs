using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Contracts;
using Serverless.Workflows.Imports;

namespace Serverless.Functions.DeadLetters;

/// <summary>
/// A storage queue has no dead-letter queue: the host puts what keeps failing on a poison queue. What throws here stays there and comes again.
/// </summary>
public sealed partial class KeepDeadImportBatches(GivingUpBatches batches, ILogger<KeepDeadImportBatches> log)
{
    [Function(nameof(KeepDeadImportBatches))]
    public async Task Run(
        [QueueTrigger(Entities.Imports + Entities.Poison)] string batch, string id, long dequeueCount, DateTimeOffset insertionTime,
        CancellationToken stop)
    {
        var letter = await batches.Keep(new PoisonMessage(batch, id, (int)dequeueCount, insertionTime), stop);
        BatchKept(log, letter.Id.Value, letter.Content.MessageId, letter.Death.Reason);
    }

    [LoggerMessage(4013, LogLevel.Error, "Dead letter {Id}, the batch {Batch}, waits for an operator: {Reason}")]
    private static partial void BatchKept(ILogger log, string id, string batch, string reason);
}
