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
        using var rows = (narrowing.Partitions, narrowing.Id) switch
        {
            (null, _) => connection.Query(
                """
                SELECT partition, id, body FROM cosmos_documents
                WHERE container = ?1 AND (partition, id) >= (?2, ?3) AND (expires IS NULL OR expires > ?4) ORDER BY partition, id
                """,
                container.Number, from.Partition ?? "", from.Id ?? "", now),
            ({ IsOne: false } range, _) => connection.Query(
                """
                SELECT partition, id, body FROM cosmos_documents
                WHERE container = ?1 AND (partition, id) >= (?2, ?3) AND partition <= ?4 AND (expires IS NULL OR expires > ?5)
                ORDER BY partition, id
                """,
                container.Number, from.Partition ?? range.From, from.Id ?? "", range.To, now),
            ({ From: var partition }, null) => connection.Query(
                """
                SELECT partition, id, body FROM cosmos_documents
                WHERE container = ?1 AND partition = ?2 AND id >= ?3 AND (expires IS NULL OR expires > ?4) ORDER BY id
                """,
                container.Number, partition, from.Id ?? "", now),
            ({ From: var partition }, var id) => connection.Query(
                """
                SELECT partition, id, body FROM cosmos_documents
                WHERE container = ?1 AND partition = ?2 AND id = ?3 AND id >= ?4 AND (expires IS NULL OR expires > ?5)
                """,
                container.Number, partition, id, from.Id ?? "", now),
        };
        while (rows.Read())
        {
            yield return (Bind(rows.GetFieldValue<byte[]>(2)), rows.GetString(0), rows.GetString(1));
        }
    }

    /// <summary>The documents of a stretch of a composite index, in its order: of the one partition, or of all.</summary>
    public IEnumerable<Scope> Sorted(IndexRange range)
    {
        const string All =
            """
            SELECT d.body FROM cosmos_sorted s
            CROSS JOIN cosmos_documents d ON d.container = s.container AND d.partition = s.partition AND d.id = s.id
            WHERE s.container = ?1 AND s.number = ?2 AND s.value BETWEEN ?3 AND ?4 AND (d.expires IS NULL OR d.expires > ?5)
            """;
        const string One = All + " AND s.partition = ?6";
        const string Several = All + " AND s.partition BETWEEN ?6 AND ?7";
        const string Forward = " ORDER BY s.value, s.id";
        const string Backward = " ORDER BY s.value DESC, s.id DESC";
        using var rows = narrowing.Partitions switch
        {
            null => connection.Query(range.Backward ? All + Backward : All + Forward, container.Number, range.Index, range.From, range.To, now),
            { IsOne: true, From: var partition } =>
                connection.Query(range.Backward ? One + Backward : One + Forward, container.Number, range.Index, range.From, range.To, now, partition),
            { } several => connection.Query(range.Backward ? Several + Backward : Several + Forward,
                container.Number, range.Index, range.From, range.To, now, several.From, several.To),
        };
        while (rows.Read())
        {
            yield return Bind(rows.GetFieldValue<byte[]>(0));
        }
    }

    private Scope Bind(byte[] body)
    {
        Read++;
        return new(QueryParser.Root, Value.Of(JsonDocument.Parse(body).RootElement), null);
    }
}
