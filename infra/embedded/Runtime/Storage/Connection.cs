using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Serverless.Embedded.Storage;

/// <summary>One SQLite connection with its prepared statements. Not thread-safe: <see cref="Database"/> hands it to one caller at a time.</summary>
internal sealed class Connection : IDisposable
{
    private readonly SqliteConnection _sqlite;
    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    internal Connection(SqliteConnection sqlite) => _sqlite = sqlite;

    /// <summary>How many rows this connection has changed since it was opened, what was rolled back included.</summary>
    public int Changes => raw.sqlite3_total_changes(_sqlite.Handle);

    public bool IsInTransaction => raw.sqlite3_get_autocommit(_sqlite.Handle) == 0;

    /// <summary>
    /// Runs a statement; parameters are bound by position (?1, ?2, …). Returns the number of rows changed, which is meant for INSERT, UPDATE
    /// and DELETE alone.
    /// </summary>
    public int Execute(string sql, params ReadOnlySpan<object?> parameters)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            if (Statement.Prepare(_sqlite.Handle!, sql) is not { } prepared)
            {
                return Command(sql, parameters).ExecuteNonQuery();
            }
            _statements.Add(sql, statement = prepared);
        }
        return statement.Run(parameters);
    }

    /// <summary>Runs a statement and returns the first column of its first row; null when there is no row.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<object?> parameters) => Command(sql, parameters).ExecuteScalar();

    /// <summary>Runs a query. The reader must be disposed before the same SQL text is used again on this connection.</summary>
    public SqliteDataReader Query(string sql, params ReadOnlySpan<object?> parameters) => Command(sql, parameters).ExecuteReader();

    private SqliteCommand Command(string sql, ReadOnlySpan<object?> parameters)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = _sqlite.CreateCommand();
            command.CommandText = sql;
            for (var i = 1; i <= parameters.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter($"?{i}", null));
            }
            _prepared.Add(sql, command);
        }
        for (var i = 0; i < parameters.Length; i++)
        {
            command.Parameters[i].Value = parameters[i] ?? DBNull.Value;
        }
        return command;
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }
        foreach (var command in _prepared.Values)
        {
            command.Dispose();
        }
        _sqlite.Dispose();
    }
}
