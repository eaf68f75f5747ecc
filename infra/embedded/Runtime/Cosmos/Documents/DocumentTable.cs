using Serverless.Embedded.Cosmos.Resources;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Cosmos.Documents;

/// <summary>The statements that change the documents' table.</summary>
internal static class DocumentTable
{
    /// <summary>Returns false, and changes nothing, when the partition has a document with this id.</summary>
    public static bool Insert(Connection connection, Container container, PartitionKey partition, PreparedDocument document, long lsn, byte[] body)
    {
        if (connection.Execute(
            """
            INSERT INTO cosmos_documents (key, container, partition, id, rid, expires, body)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (container, partition, id) DO NOTHING
            """,
            Schema.Key(container.Number, lsn), container.Number, partition.Text, document.Id, lsn, document.Expires, body) != 1)
        {
            return false;
        }
        SortedDocuments.Add(connection, container, document);
        return true;
    }

    public static void Replace(Connection connection, Container container, StoredDocument old, PreparedDocument document, long lsn, byte[] body)
    {
        connection.Execute("UPDATE cosmos_documents SET key = ?2, expires = ?3, body = ?4 WHERE key = ?1",
            old.Key, Schema.Key(container.Number, lsn), document.Expires, body);
        SortedDocuments.Change(connection, container, document, old.Body);
    }

    public static void Delete(Connection connection, Container container, PartitionKey partition, string id, StoredDocument old, long lsn)
    {
        connection.Execute("DELETE FROM cosmos_documents WHERE key = ?1", old.Key);
        SortedDocuments.Remove(connection, container, old.Body);
        UniqueValues.Forget(connection, container, partition, id);
        KeepLsn(connection, container, lsn);
    }

    /// <summary>Removes a document that has expired and was not purged yet; false when there is none.</summary>
    public static bool DeleteExpired(Connection connection, Container container, PartitionKey partition, string id, long now)
    {
        var body = connection.Scalar("SELECT body FROM cosmos_documents WHERE container = ?1 AND partition = ?2 AND id = ?3 AND expires <= ?4",
            container.Number, partition.Text, id, now);
        if (body is not byte[] expired)
        {
            return false;
        }
        connection.Execute("DELETE FROM cosmos_documents WHERE container = ?1 AND partition = ?2 AND id = ?3", container.Number, partition.Text, id);
        UniqueValues.Forget(connection, container, partition, id);
        SortedDocuments.Remove(connection, container, expired);
        return true;
    }

    /// <summary>Writes the LSN down where no document carries it: after a restart it must not be given out again.</summary>
    public static void KeepLsn(Connection connection, Container container, long lsn) =>
        connection.Execute("UPDATE cosmos_containers SET lsn = max(lsn, ?2) WHERE number = ?1", container.Number, lsn);
}
