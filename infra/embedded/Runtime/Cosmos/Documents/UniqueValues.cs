using Serverless.Embedded.Cosmos.Resources;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Cosmos.Documents;

/// <summary>Keeps the values of unique keys apart within a partition.</summary>
internal static class UniqueValues
{
    /// <summary>Replaces the values of a document; false when another document has one of them.</summary>
    public static bool Write(Connection connection, Container container, PartitionKey partition, PreparedDocument document)
    {
        Forget(connection, container, partition, document.Id);
        return document.UniqueValues.All(value => connection.Execute(
            "INSERT OR IGNORE INTO cosmos_unique_values (container, partition, value, id) VALUES (?1, ?2, ?3, ?4)",
            container.Number, partition.Text, value, document.Id) == 1);
    }

    public static void Forget(Connection connection, Container container, PartitionKey partition, string id)
    {
        if (container.Definition.UniquePaths.Count > 0)
        {
            connection.Execute("DELETE FROM cosmos_unique_values WHERE container = ?1 AND partition = ?2 AND id = ?3",
                container.Number, partition.Text, id);
        }
    }
}
