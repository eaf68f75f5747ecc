using Serverless.Embedded.Cosmos.Resources;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Cosmos.Documents;

/// <summary>Carries out operations on documents.</summary>
internal sealed class DocumentWriter(Database database, TimeProvider clock)
{
    /// <summary>Unix seconds.</summary>
    public long Now => clock.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>Runs operations on one partition, all or none; returns once they are on disk.</summary>
    public async Task<Outcome[]> Run(Container container, PartitionKey partition, IReadOnlyList<Operation> operations)
    {
        container.Counters.Wrote(operations.Count);
        var commit = new Commit(container, partition, operations, Now);
        try
        {
            return await database.Write(commit.Run, commit.Publish, commit.FailsFirst);
        }
        catch (RolledBack failure)
        {
            return failure.Outcomes;
        }
    }

    public async Task<Outcome> Run(Container container, PartitionKey partition, Operation operation) =>
        (await Run(container, partition, [operation]))[0];

    /// <summary>Reads one document as last committed.</summary>
    public Outcome Read(Container container, PartitionKey partition, string id, string? ifNoneMatch)
    {
        container.Counters.ReadPoint();
        var now = Now;
        if (container.Recent.Find(partition, id) is { } recent)
        {
            return recent.HasExpired(now) ? Outcome.NotFound : Found(recent.Lsn, recent.Body, ifNoneMatch);
        }
        return database.Read(connection => StoredDocument.Read(connection, container, partition, id, now)) is { } stored
            ? Found(stored.Lsn, stored.Body, ifNoneMatch) : Outcome.NotFound;
    }

    private static Outcome Found(long lsn, byte[] body, string? ifNoneMatch) =>
        ifNoneMatch is not null && ETag.Names(ifNoneMatch, lsn)
            ? Outcome.NotModified with { Lsn = lsn }
            : new(200, lsn, body, Charge: Charge.Read(body.Length));
}
