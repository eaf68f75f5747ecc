using Serverless.Contracts;
using Serverless.Domain.Imports;
using Serverless.Workflows.DeadLetters;

namespace Serverless.Workflows.Imports;

/// <summary>Keeps batches that failed again and again as dead letters, and marks them in their imports.</summary>
public sealed class GivingUpBatches(KeepingDeadLetters letters, IImportStore imports, TimeProvider clock)
{
    /// <summary>Keeps one. Keeping it twice is keeping it once. Throws when the store is out: then it must come again.</summary>
    public async Task<DeadLetter> Keep(PoisonMessage message, CancellationToken stop)
    {
        var batch = ImportBatch.TryRead(message.Body);
        var letter = await letters.Keep(message, batch, stop);
        // Not over a result: it was placed after all, by another delivery.
        if (ImportId.TryParse(batch?.ImportId, out var import))
        {
            var tally = new ChunkTally(batch!.Chunk, 0, 0, 0, clock.GetUtcNow(), IsDead: true);
            await imports.Save(new ChunkResult(import, tally, 0, []), expected: null, stop);
        }

        return letter;
    }
}

/// <summary>A message as it was found on the poison queue of a storage queue, which gives it no reason.</summary>
/// <param name="Body">The body.</param>
/// <param name="QueueId">The queue's own id of it.</param>
/// <param name="Deliveries">How often it was delivered, from the poison queue.</param>
/// <param name="EnqueuedAt">When it was put there.</param>
public sealed record PoisonMessage(string Body, string QueueId, int Deliveries, DateTimeOffset EnqueuedAt);
