using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Cosmos.Resources;

/// <summary>The endpoint's tables.</summary>
internal static class Schema
{
    /// <summary>
    /// A document's key is its container's number and its LSN in one integer, so that new versions are appended where their
    /// container ends, the change feed is a range of the primary key, and no second index has to be kept.
    /// </summary>
    private const int LsnBits = 44;

    private static readonly string[] Statements =
    [
        """
        CREATE TABLE IF NOT EXISTS cosmos_databases (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL UNIQUE,
            changed INTEGER NOT NULL)
        """,
        """
        CREATE TABLE IF NOT EXISTS cosmos_containers (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            database INTEGER NOT NULL,
            name TEXT NOT NULL,
            definition TEXT NOT NULL,
            changed INTEGER NOT NULL,
            lsn INTEGER NOT NULL DEFAULT 0,
            UNIQUE (database, name))
        """,
        """
        CREATE TABLE IF NOT EXISTS cosmos_documents (
            key INTEGER PRIMARY KEY,
            container INTEGER NOT NULL,
            partition TEXT NOT NULL,
            id TEXT NOT NULL,
            rid INTEGER NOT NULL,
            expires INTEGER,
            body BLOB NOT NULL)
        """,
        "CREATE UNIQUE INDEX IF NOT EXISTS cosmos_documents_id ON cosmos_documents (container, partition, id)",
        "CREATE INDEX IF NOT EXISTS cosmos_documents_expires ON cosmos_documents (expires) WHERE expires IS NOT NULL",
        """
        CREATE TABLE IF NOT EXISTS cosmos_unique_values (
            container INTEGER NOT NULL,
            partition TEXT NOT NULL,
            value TEXT NOT NULL,
            id TEXT NOT NULL,
            PRIMARY KEY (container, partition, value)) WITHOUT ROWID
        """,
        """
        CREATE TABLE IF NOT EXISTS cosmos_sorted (
            container INTEGER NOT NULL,
            number INTEGER NOT NULL,
            partition TEXT NOT NULL,
            value BLOB NOT NULL,
            id TEXT NOT NULL,
            PRIMARY KEY (container, number, partition, value, id)) WITHOUT ROWID
        """,
        "CREATE INDEX IF NOT EXISTS cosmos_unique_values_id ON cosmos_unique_values (container, partition, id)",
    ];

    public static void Create(Connection connection)
    {
        foreach (var statement in Statements)
        {
            connection.Execute(statement);
        }
    }

    public static long Key(long container, long lsn) => (container << LsnBits) | lsn;

    public static long Lsn(long key) => key & ((1L << LsnBits) - 1);
}
