using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Serverless.Embedded.Storage;

/// <summary>
/// One prepared statement that is run for what it changes. The writer thread runs some forty of them for one order, and the ADO.NET
/// command around each cost more than the statement.
/// </summary>
internal sealed class Statement : IDisposable
{
    private const int LongestOnStack = 512;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    private Statement(sqlite3 database, sqlite3_stmt statement) => (_database, _statement) = (database, statement);

    /// <summary>Prepares a text; null when it holds more than one statement.</summary>
    public static Statement? Prepare(sqlite3 database, string sql)
    {
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(database, sql, out var statement, out var rest), database);
        if (string.IsNullOrWhiteSpace(rest))
        {
            return new(database, statement);
        }
        statement.Dispose();
        return null;
    }

    /// <summary>Runs it to its end, and returns how many rows it changed.</summary>
    public int Run(ReadOnlySpan<object?> parameters)
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            SqliteException.ThrowExceptionForRC(Bind(i + 1, parameters[i]), _database);
        }
        int code;
        do
        {
            code = raw.sqlite3_step(_statement);
        }
        while (code == raw.SQLITE_ROW);
        var changed = raw.sqlite3_changes(_database);
        // Resetting repeats the failure of the step, with the details that the exception carries.
        SqliteException.ThrowExceptionForRC(raw.sqlite3_reset(_statement), _database);
        return changed;
    }

    public void Dispose() => _statement.Dispose();

    private int Bind(int at, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(_statement, at),
        long number => raw.sqlite3_bind_int64(_statement, at, number),
        int number => raw.sqlite3_bind_int64(_statement, at, number),
        bool flag => raw.sqlite3_bind_int64(_statement, at, flag ? 1 : 0),
        string text => Bind(at, text),
        // A pointer to nothing would bind NULL.
        byte[] { Length: 0 } => raw.sqlite3_bind_zeroblob(_statement, at, 0),
        byte[] bytes => raw.sqlite3_bind_blob(_statement, at, bytes),
        _ => throw new NotSupportedException($"A parameter cannot be of {value.GetType()}."),
    };

    private int Bind(int at, string text)
    {
        if (text.Length == 0)
        {
            return raw.sqlite3_bind_text(_statement, at, "");
        }
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most <= LongestOnStack)
        {
            Span<byte> bytes = stackalloc byte[LongestOnStack];
            return raw.sqlite3_bind_text(_statement, at, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
        }
        var rented = ArrayPool<byte>.Shared.Rent(most);
        var code = raw.sqlite3_bind_text(_statement, at, rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)));
        ArrayPool<byte>.Shared.Return(rented);
        return code;
    }
}
