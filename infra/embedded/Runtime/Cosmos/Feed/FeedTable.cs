using Serverless.Embedded.Cosmos.Resources;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Cosmos.Feed;

/// <summary>Reads changes that are no longer in memory.</summary>
internal static class FeedTable
{
    public static int Read(Connection connection, Container container, long after, int most, long now, List<FeedChange> into)
    {
        using var rows = connection.Query(
            """
            SELECT key, body, expires, id FROM cosmos_documents
            WHERE key > ?1 AND key < ?2 AND (expires IS NULL OR expires > ?3) ORDER BY key LIMIT ?4
            """,
            Schema.Key(container.Number, after), Schema.Key(container.Number + 1, 0), now, most);
        while (rows.Read())
        {
            into.Add(new(rows.GetString(3), Schema.Lsn(rows.GetInt64(0)), rows.GetFieldValue<byte[]>(1), rows.IsDBNull(2) ? null : rows.GetInt64(2)));
        }
        return into.Count;
    }
}
