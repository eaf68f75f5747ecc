using Serverless.Embedded.Cosmos.Resources;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Cosmos.Documents;

/// <summary>Takes expired documents out of the database. They are gone for every reader the moment they expire; this frees their space.</summary>
internal sealed class Purge(Database database, Account account, TimeProvider clock)
{
    // Small enough that writers who wait behind a step hardly notice.
    private const int MostPerStep = 500;

    /// <summary>Purges what has expired; returns how many documents that were.</summary>
    public async Task<int> Run(CancellationToken stop)
    {
        var (total, step) = (0, 0);
        do
        {
            step = await database.Write(Step);
            total += step;
        }
        while (step == MostPerStep && !stop.IsCancellationRequested);
        return total;
    }

    private int Step(Connection connection)
    {
        var expired = Find(connection);
        var containers = account.Containers.ToDictionary(container => container.Number);
        foreach (var document in expired)
        {
            connection.Execute("DELETE FROM cosmos_documents WHERE key = ?1", document.Key);
            if (containers.TryGetValue(document.Container, out var container))
            {
                UniqueValues.Forget(connection, container, new(document.Partition), document.Id);
                SortedDocuments.Remove(connection, container, document.Body);
            }
        }
        foreach (var container in expired.Select(document => containers.GetValueOrDefault(document.Container)).OfType<Container>().Distinct())
        {
            DocumentTable.KeepLsn(connection, container, container.LastLsn);
        }
        return expired.Count;
    }

    private List<(long Key, long Container, string Partition, string Id, byte[] Body)> Find(Connection connection)
    {
        var found = new List<(long, long, string, string, byte[])>();
        using var rows = connection.Query("SELECT key, container, partition, id, body FROM cosmos_documents WHERE expires <= ?1 LIMIT ?2",
            clock.GetUtcNow().ToUnixTimeSeconds(), MostPerStep);
        while (rows.Read())
        {
            found.Add((rows.GetInt64(0), rows.GetInt64(1), rows.GetString(2), rows.GetString(3), rows.GetFieldValue<byte[]>(4)));
        }
        return found;
    }
}
