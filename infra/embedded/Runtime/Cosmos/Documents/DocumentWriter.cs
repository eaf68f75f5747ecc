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
        var written = database.Write(commit.Run);
        commit.Done = written;
        try
        {
            return await written;
        }
        catch (RolledBack failure)
        {
            return failure.Outcomes;
        }
        finally
        {
            container.Feed.Settle();
        }
    }

    public async Task<Outcome> Run(Container container, PartitionKey partition, Operation operation) =>
        (await Run(container, partition, [operation]))[0];

    /// <summary>Reads one document as last committed.</summary>
    public Outcome Read(Container container, PartitionKey partition, string id, string? ifNoneMatch)
    {
        container.Counters.ReadPoint();
        var now = Now;
        var stored = database.Read(connection => StoredDocument.Read(connection, container, partition, id, now));
        return stored is not { } found ? Outcome.NotFound
            : ifNoneMatch is not null && ETag.Names(ifNoneMatch, found.Lsn) ? Outcome.NotModified with { Lsn = found.Lsn }
            : new(200, found.Lsn, found.Body, Charge: Charge.Read(found.Body.Length));
    }
}
