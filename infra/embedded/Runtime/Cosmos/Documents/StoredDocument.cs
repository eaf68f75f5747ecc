using Serverless.Embedded.Cosmos.Resources;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Cosmos.Documents;

/// <summary>A row of the documents' table.</summary>
internal readonly record struct StoredDocument(long Key, long Rid, byte[] Body)
{
    private const string Find =
        """
        SELECT key, rid, body FROM cosmos_documents
        WHERE container = ?1 AND partition = ?2 AND id = ?3 AND (expires IS NULL OR expires > ?4)
        """;

    public long Lsn => Schema.Lsn(Key);

    /// <summary>Finds a document that has not expired.</summary>
    public static StoredDocument? Read(Connection connection, Container container, PartitionKey partition, string id, long now)
    {
        using var rows = connection.Query(Find, container.Number, partition.Text, id, now);
        return rows.Read() ? new(rows.GetInt64(0), rows.GetInt64(1), rows.GetFieldValue<byte[]>(2)) : null;
    }
}
