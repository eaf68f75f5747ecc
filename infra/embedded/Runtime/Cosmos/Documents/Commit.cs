using Serverless.Embedded.Cosmos.Feed;
using Serverless.Embedded.Cosmos.Resources;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Cosmos.Documents;

/// <summary>The operations of one request, carried out together or not at all, on the database's writer thread.</summary>
internal sealed class Commit(Container container, PartitionKey partition, IReadOnlyList<Operation> operations, long now)
{
    private readonly Outcome[] _outcomes = new Outcome[operations.Count];

    /// <summary>The new versions, in the order of their LSNs.</summary>
    public List<FeedChange> Changes { get; } = new(operations.Count);

    /// <summary>The LSNs of the versions that are no more.</summary>
    public List<long> Replaced { get; } = [];

    /// <summary>The ids of the documents that are no more.</summary>
    public List<string> Deleted { get; } = [];

    public PartitionKey Partition => partition;

    /// <summary>It never throws <see cref="RolledBack"/>: an only operation is refused before it has changed anything, unless a unique value is taken.</summary>
    public bool FailsFirst => operations.Count == 1 && container.Definition.UniquePaths.Count == 0;

    /// <summary>The last LSN of this commit.</summary>
    public long LastLsn { get; private set; }

    /// <summary>Runs everything. When an operation fails, nothing has happened and the others' outcome is 424.</summary>
    /// <exception cref="RolledBack">An operation failed after others had changed something: the caller rolls back.</exception>
    public Outcome[] Run(Connection connection)
    {
        for (var i = 0; i < operations.Count; i++)
        {
            _outcomes[i] = Run(connection, operations[i]);
            if (!_outcomes[i].Succeeded)
            {
                return Fail(i);
            }
        }
        return _outcomes;
    }

    /// <summary>Shows what is now on disk to those who read from memory.</summary>
    public void Publish()
    {
        if (LastLsn != 0)
        {
            container.Recent.Take(this);
            container.Feed.Publish(this);
        }
    }

    private Outcome[] Fail(int failed)
    {
        for (var i = 0; i < _outcomes.Length; i++)
        {
            _outcomes[i] = i == failed ? _outcomes[i] : Outcome.NotRun;
        }
        return LastLsn == 0 ? _outcomes : throw new RolledBack(_outcomes);
    }

    private Outcome Run(Connection connection, Operation operation) => operation.Kind switch
    {
        OperationKind.Create => Create(connection, operation),
        OperationKind.Upsert => StoredDocument.Read(connection, container, partition, operation.Id, now) is { } old
            ? Replace(connection, operation, old, operation.Document!) : Create(connection, operation),
        _ => StoredDocument.Read(connection, container, partition, operation.Id, now) is { } old
            ? RunOn(connection, operation, old) : Outcome.NotFound,
    };

    private Outcome RunOn(Connection connection, Operation operation, StoredDocument old) => operation.Kind switch
    {
        OperationKind.Read => Read(operation, old),
        OperationKind.Replace => Replace(connection, operation, old, operation.Document!),
        OperationKind.Patch => Patch(connection, operation, old),
        OperationKind.Delete => Delete(connection, operation, old),
        _ => throw new InvalidOperationException($"{operation.Kind} does not need a document to be there."),
    };

    private static Outcome Read(Operation operation, StoredDocument stored) =>
        operation.IfNoneMatch is { } known && ETag.Names(known, stored.Lsn)
            ? Outcome.NotModified with { Lsn = stored.Lsn }
            : new(200, stored.Lsn, stored.Body, Charge: Charge.Read(stored.Body.Length));

    private Outcome Create(Connection connection, Operation operation)
    {
        var document = operation.Document!;
        var lsn = container.NextLsn();
        var body = document.Seal(rid: lsn, lsn);
        if (!DocumentTable.Insert(connection, container, partition, document, lsn, body)
            && !(DocumentTable.DeleteExpired(connection, container, partition, document.Id, now)
                && DocumentTable.Insert(connection, container, partition, document, lsn, body)))
        {
            return Outcome.IdTaken;
        }
        return Written(connection, operation, document, lsn, body, status: 201);
    }

    private Outcome Replace(Connection connection, Operation operation, StoredDocument old, PreparedDocument document)
    {
        if (operation.IfMatch is { } expected && !ETag.Names(expected, old.Lsn))
        {
            return Outcome.Changed;
        }
        var lsn = container.NextLsn();
        var body = document.Seal(old.Rid, lsn);
        DocumentTable.Replace(connection, container, old, document, lsn, body);
        Replaced.Add(old.Lsn);
        return Written(connection, operation, document, lsn, body, status: 200);
    }

    private Outcome Patch(Connection connection, Operation operation, StoredDocument old)
    {
        if (operation.IfMatch is { } expected && !ETag.Names(expected, old.Lsn))
        {
            return Outcome.Changed;
        }
        var patched = operation.Patch!.Apply(old.Body);
        if (patched.Body is not { } json)
        {
            return new(patched.Status, Message: patched.Message);
        }
        try
        {
            var document = new PreparedDocument(json, container, now);
            return document.Id != operation.Id || document.Partition != partition
                ? new(400, Message: "A patch must not change the id or the partition key.")
                : Replace(connection, operation, old, document);
        }
        catch (Refusal refusal)
        {
            return new(refusal.Status, Message: refusal.Message);
        }
    }

    private Outcome Delete(Connection connection, Operation operation, StoredDocument old)
    {
        if (operation.IfMatch is { } expected && !ETag.Names(expected, old.Lsn))
        {
            return Outcome.Changed;
        }
        LastLsn = container.NextLsn();
        DocumentTable.Delete(connection, container, partition, operation.Id, old, LastLsn);
        Replaced.Add(old.Lsn);
        Deleted.Add(operation.Id);
        return new(204, Charge: Charge.Write(old.Body.Length));
    }

    private Outcome Written(Connection connection, Operation operation, PreparedDocument document, long lsn, byte[] body, int status)
    {
        LastLsn = lsn;
        if (document.UniqueValues.Count > 0 && !UniqueValues.Write(connection, container, partition, document))
        {
            return Outcome.ValueTaken;
        }
        Changes.Add(new(document.Id, lsn, body, document.Expires));
        return new(status, lsn, operation.Minimal ? default : body, Charge: Charge.Write(body.Length));
    }
}
