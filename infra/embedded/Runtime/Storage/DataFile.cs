using Microsoft.Data.Sqlite;

namespace Serverless.Embedded.Storage;

/// <summary>The database file, and the lock that keeps other processes out.</summary>
internal sealed class DataFile : IDisposable
{
    public const string Name = "data.db";

    // A check of every page takes about a second per 100 MB: a larger file is checked page by page as it is read.
    private const long LargestFileCheckedAtStart = 32 * 1024 * 1024;

    // The writer's cache must hold a group's pages. SQLite looks through all of it at every commit, so that a larger one costs more time
    // than the reads it saves: the system keeps the file in memory anyway. A reader's is memory for each connection.
    private const int WriterCacheKilobytes = 2 * 1024;
    private const int ReaderCacheKilobytes = 1024;

    private readonly string _path;
    private readonly DataLock? _lock;
    private readonly bool _temporary;

    static DataFile() => SQLitePCL.Batteries_V2.Init();

    private DataFile(string path, DataLock? @lock, bool temporary)
    {
        _path = path;
        _lock = @lock;
        _temporary = temporary;
    }

    /// <summary>Opens and checks the file that is locked. The lock goes with it.</summary>
    /// <exception cref="DataFileException">The file is corrupt.</exception>
    public static DataFile Open(DataLock @lock)
    {
        var file = new DataFile(@lock.DataPath, @lock, temporary: false);
        try
        {
            file.Check();
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>A file in the temporary folder that is never synced, and deleted when disposed.</summary>
    public static DataFile Temporary() => new(Path.Combine(Directory.CreateTempSubdirectory("serverless-").FullName, Name), null, temporary: true);

    /// <summary>The connection that writes. There is one.</summary>
    public Connection ConnectWriter() => Connect(WriterCacheKilobytes);

    public Connection ConnectReader() => Connect(ReaderCacheKilobytes);

    private Connection Connect(int cacheKilobytes)
    {
        var sqlite = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _path, Pooling = false }.ToString());
        sqlite.Open();
        var connection = new Connection(sqlite);
        // A document of an order has about 1,100 bytes: a page of 2 KB would hold one, half of it empty, and be half a page of the file system,
        // which writes the whole; of 8 KB, a commit would write more of what has not changed.
        connection.Execute("PRAGMA page_size = 4096");
        connection.Scalar("PRAGMA journal_mode = WAL");
        // FULL syncs the log at every commit: what was acknowledged survives a power cut, not only a crash.
        connection.Execute(_temporary ? "PRAGMA synchronous = OFF" : "PRAGMA synchronous = FULL");
        // What one write of a group may have to take back is kept in memory, and not in a file that each group makes and removes.
        connection.Execute("PRAGMA temp_store = MEMORY");
        connection.Scalar("PRAGMA wal_autocheckpoint = 8000");
        connection.Scalar("PRAGMA busy_timeout = 5000");
        connection.Execute($"PRAGMA cache_size = -{cacheKilobytes}");
        return connection;
    }

    public void Dispose()
    {
        _lock?.Dispose();
        if (_temporary)
        {
            Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);
        }
    }

    private void Check()
    {
        try
        {
            using var connection = ConnectReader();
            connection.Scalar("SELECT count(*) FROM sqlite_schema");
            var answer = new FileInfo(_path).Length <= LargestFileCheckedAtStart ? (string?)connection.Scalar("PRAGMA quick_check(1)") : "ok";
            if (answer != "ok")
            {
                throw new DataFileException($"The data file {_path} is corrupt ({answer}). Restore it from a copy, or delete it to start empty.");
            }
        }
        catch (SqliteException failure)
        {
            throw new DataFileException($"The data file {_path} cannot be read ({failure.Message}). Restore it from a copy, or delete it to start empty.", failure);
        }
    }
}
