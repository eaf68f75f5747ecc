using System.Text.Json;
using Serverless.Embedded.Cosmos.Resources;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Cosmos.Queries;

/// <summary>Reads the documents that a query must look at, by partition and id, so that a page can go on where the last ended.</summary>
internal sealed class Scan(Connection connection, Container container, long now, Narrowing narrowing)
{
    /// <summary>How many documents were read.</summary>
    public int Read { get; private set; }

    /// <summary>The documents from a position on; the one at the position is the first again.</summary>
    public IEnumerable<(Scope Scope, string Partition, string Id)> Documents(Continuation from)
    {
        using var rows = (narrowing.Partition, narrowing.Id) switch
        {
            (null, _) => connection.Query(
                """
                SELECT partition, id, body FROM cosmos_documents
                WHERE container = ?1 AND (partition, id) >= (?2, ?3) AND (expires IS NULL OR expires > ?4) ORDER BY partition, id
                """,
                container.Number, from.Partition ?? "", from.Id ?? "", now),
            (var partition, null) => connection.Query(
                """
                SELECT partition, id, body FROM cosmos_documents
                WHERE container = ?1 AND partition = ?2 AND id >= ?3 AND (expires IS NULL OR expires > ?4) ORDER BY id
                """,
                container.Number, partition, from.Id ?? "", now),
            var (partition, id) => connection.Query(
                """
                SELECT partition, id, body FROM cosmos_documents
                WHERE container = ?1 AND partition = ?2 AND id = ?3 AND id >= ?4 AND (expires IS NULL OR expires > ?5)
                """,
                container.Number, partition, id, from.Id ?? "", now),
        };
        while (rows.Read())
        {
            Read++;
            var document = Value.Of(JsonDocument.Parse(rows.GetFieldValue<byte[]>(2)).RootElement);
            yield return (new Scope(QueryParser.Root, document, null), rows.GetString(0), rows.GetString(1));
        }
    }
}
