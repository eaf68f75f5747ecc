using Serverless.Embedded.Cosmos.Resources;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Cosmos.Documents;

/// <summary>Keeps the composite indexes. An entry names a document by its id, so a change that leaves the sorted values alone touches no index.</summary>
internal static class SortedDocuments
{
    public static void Add(Connection connection, Container container, PreparedDocument document)
    {
        for (var i = 0; i < document.SortKeys.Count; i++)
        {
            Add(connection, container, document, i);
        }
    }

    /// <summary>Brings the indexes from the old version of a document to the new one.</summary>
    public static void Change(Connection connection, Container container, PreparedDocument document, byte[] old)
    {
        if (container.Definition.CompositeIndexes.Count == 0)
        {
            return;
        }
        var before = new PreparedDocument(old, container, 0);
        for (var i = 0; i < before.SortKeys.Count; i++)
        {
            if (!before.SortKeys[i].AsSpan().SequenceEqual(document.SortKeys[i]))
            {
                Remove(connection, container, before, i);
                Add(connection, container, document, i);
            }
        }
    }

    public static void Remove(Connection connection, Container container, byte[] old)
    {
        if (container.Definition.CompositeIndexes.Count > 0)
        {
            var document = new PreparedDocument(old, container, 0);
            for (var i = 0; i < document.SortKeys.Count; i++)
            {
                Remove(connection, container, document, i);
            }
        }
    }

    /// <summary>Builds a container's indexes anew: its policy has changed.</summary>
    public static void Rebuild(Connection connection, Container container)
    {
        connection.Execute("DELETE FROM cosmos_sorted WHERE container = ?1", container.Number);
        if (container.Definition.CompositeIndexes.Count == 0)
        {
            return;
        }
        using var rows = connection.Query("SELECT body FROM cosmos_documents WHERE key >= ?1 AND key < ?2",
            Schema.Key(container.Number, 0), Schema.Key(container.Number + 1, 0));
        while (rows.Read())
        {
            Add(connection, container, new PreparedDocument(rows.GetFieldValue<byte[]>(0), container, 0));
        }
    }

    private static void Add(Connection connection, Container container, PreparedDocument document, int index)
    {
        if (document.SortKeys[index] is { } key)
        {
            connection.Execute("INSERT OR IGNORE INTO cosmos_sorted (container, number, partition, value, id) VALUES (?1, ?2, ?3, ?4, ?5)",
                container.Number, index, document.Partition.Text, key, document.Id);
        }
    }

    private static void Remove(Connection connection, Container container, PreparedDocument document, int index)
    {
        if (document.SortKeys[index] is { } key)
        {
            connection.Execute("DELETE FROM cosmos_sorted WHERE container = ?1 AND number = ?2 AND partition = ?3 AND value = ?4 AND id = ?5",
                container.Number, index, document.Partition.Text, key, document.Id);
        }
    }
}
