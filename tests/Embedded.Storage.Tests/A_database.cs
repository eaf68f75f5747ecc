using Microsoft.Data.Sqlite;

namespace Serverless.Embedded.Storage.Tests;

public sealed class A_database : IDisposable
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private readonly string _folder = Directory.CreateTempSubdirectory("serverless-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Keeps_what_it_acknowledged_after_it_was_closed_and_opened_again()
    {
        await using (var first = Database.Open(_folder))
        {
            await Create(first);
            await Insert(first, 1);
        }

        await using var second = Database.Open(_folder);

        Assert.Equal([1], Numbers(second));
    }

    [Fact]
    public async Task Has_on_disk_what_it_acknowledged_before_it_was_closed()
    {
        await using var database = Database.Open(_folder);
        await Create(database);
        await Insert(database, 1);

        // What a crash at this instant would leave: the files as they are now.
        var crashed = Directory.CreateDirectory(Path.Combine(_folder, "crashed")).FullName;
        foreach (var file in Directory.GetFiles(_folder, "data.db*").Where(name => !name.EndsWith(".lock", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(crashed, Path.GetFileName(file)));
        }

        await using var recovered = Database.Open(crashed);
        Assert.Equal([1], Numbers(recovered));
    }

    [Fact]
    public async Task Rolls_back_only_the_work_that_failed()
    {
        await using var database = Database.InMemory();
        await Create(database);
        using var gate = new ManualResetEventSlim();
        var blocker = database.Write(_ => gate.Wait(Stop));

        // These three queue up behind the blocker and so share one transaction.
        var before = Insert(database, 1);
        var failing = database.Write<int>(connection =>
        {
            connection.Execute("INSERT INTO numbers VALUES (?1)", 2);
            throw new InvalidOperationException("refused");
        });
        var after = Insert(database, 3);
        gate.Set();

        await Task.WhenAll(blocker, before, after);
        Assert.Equal("refused", (await Assert.ThrowsAsync<InvalidOperationException>(() => failing)).Message);
        Assert.Equal([1, 3], Numbers(database));
    }

    [Fact]
    public async Task Lets_the_others_go_on_when_a_work_without_a_savepoint_fails_before_it_changed_anything()
    {
        await using var database = Database.InMemory();
        await Create(database);

        var (failing, others) = await WithTwoOthers(database, _ => throw new InvalidOperationException("refused"));

        await Task.WhenAll(others);
        Assert.Equal("refused", (await Assert.ThrowsAsync<InvalidOperationException>(() => failing)).Message);
        Assert.Equal([1, 3], Numbers(database));
    }

    [Theory]
    [InlineData("INSERT INTO numbers VALUES (2)")]
    [InlineData("ROLLBACK")]
    public async Task Takes_back_the_whole_group_when_a_work_without_a_savepoint_fails_after(string change)
    {
        await using var database = Database.InMemory();
        await Create(database);

        var (failing, others) = await WithTwoOthers(database, connection =>
        {
            connection.Execute(change);
            throw new NotSupportedException("half done");
        });

        Assert.Equal("half done", (await Assert.ThrowsAsync<NotSupportedException>(() => failing)).Message);
        foreach (var other in others)
        {
            Assert.Equal("half done", (await Assert.ThrowsAsync<InvalidOperationException>(() => other)).InnerException!.Message);
        }
        Assert.Empty(Numbers(database));
        await Insert(database, 4);
        Assert.Equal([4], Numbers(database));
    }

    [Fact]
    public async Task Runs_writes_in_the_order_in_which_they_came()
    {
        await using var database = Database.InMemory();
        await Create(database);

        await Task.WhenAll(Enumerable.Range(0, 2_000).Select(number => Insert(database, number)));

        Assert.Equal(Enumerable.Range(0, 2_000), Numbers(database));
    }

    [Fact]
    public async Task Goes_on_after_a_statement_that_SQLite_refused()
    {
        await using var database = Database.InMemory();
        await Create(database);
        await Insert(database, 1);

        await Assert.ThrowsAsync<SqliteException>(() => Insert(database, 1));
        await Insert(database, 2);

        Assert.Equal([1, 2], Numbers(database));
    }

    [Fact]
    public async Task Keeps_values_of_every_kind_as_they_were_given()
    {
        await using var database = Database.InMemory();
        var longText = string.Concat(Enumerable.Repeat("ü€", 500));
        object?[] values = [null, 7, long.MinValue, true, "", "žluť", longText, Array.Empty<byte>(), new byte[] { 0, 255 }];
        await database.Write(connection => connection.Execute("CREATE TABLE vals (number INTEGER PRIMARY KEY, value)"));
        await database.Write(connection =>
        {
            for (var i = 0; i < values.Length; i++)
            {
                connection.Execute("INSERT INTO vals VALUES (?1, ?2)", i, values[i]);
            }
        });

        var kept = database.Read(connection =>
        {
            var all = new List<object>();
            using var rows = connection.Query("SELECT value FROM vals ORDER BY number");
            while (rows.Read())
            {
                all.Add(rows.GetValue(0));
            }
            return all;
        });
        Assert.Equal([DBNull.Value, 7L, long.MinValue, 1L, "", "žluť", longText, Array.Empty<byte>(), new byte[] { 0, 255 }], kept);
    }

    [Fact]
    public async Task Says_how_many_rows_a_statement_changed()
    {
        await using var database = Database.InMemory();
        await Create(database);
        var changed = await database.Write(connection => new[]
        {
            connection.Execute("INSERT INTO numbers VALUES (1), (2), (3)"),
            connection.Execute("INSERT INTO numbers VALUES (?1) ON CONFLICT DO NOTHING", 1),
            connection.Execute("DELETE FROM numbers WHERE number > ?1", 1),
            connection.Execute("DELETE FROM numbers WHERE number > ?1", 1),
        });
        Assert.Equal([3, 0, 2, 0], changed);
    }

    [Fact]
    public async Task Says_what_SQLite_refused()
    {
        await using var database = Database.InMemory();
        await Create(database);
        await Insert(database, 1);
        var refused = await Assert.ThrowsAsync<SqliteException>(() => Insert(database, 1));
        Assert.Equal((19, true), (refused.SqliteErrorCode, refused.Message.Contains("UNIQUE", StringComparison.Ordinal)));
        Assert.Contains("nowhere", (await Assert.ThrowsAsync<SqliteException>(() => database.Write(c => c.Execute("DELETE FROM nowhere")))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_a_text_of_several_statements()
    {
        await using var database = Database.InMemory();
        await database.Write(connection => connection.Execute("CREATE TABLE numbers (number INTEGER PRIMARY KEY); INSERT INTO numbers VALUES (4);"));
        Assert.Equal([4], Numbers(database));
    }

    [Fact]
    public async Task Commits_what_was_queued_before_it_closes()
    {
        Task queued;
        await using (var database = Database.Open(_folder))
        {
            await Create(database);
            queued = Task.WhenAll(Enumerable.Range(0, 500).Select(number => Insert(database, number)));
        }
        await queued;

        await using var reopened = Database.Open(_folder);
        Assert.Equal(500, Numbers(reopened).Count);
    }

    [Fact]
    public async Task Refuses_work_once_it_is_closed()
    {
        var database = Database.InMemory();
        await database.DisposeAsync();

        Assert.Throws<ObjectDisposedException>(() => { _ = Insert(database, 1); });
        Assert.Throws<ObjectDisposedException>(() => Numbers(database));
    }

    [Fact]
    public async Task Keeps_a_second_one_off_its_file_and_says_so()
    {
        await using var first = Database.Open(_folder);

        var refusal = Assert.Throws<DataFileException>(() => Database.Open(_folder));

        Assert.Contains("in use by another process", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Embedded__DataPath", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("this is not a database, and it is long enough to be taken for one by whoever looks only at its size")]
    [InlineData("SQLite format 3\0 and then nothing that SQLite would have written, page after page after page after page")]
    public void Refuses_a_corrupt_file_and_names_it(string content)
    {
        var path = Path.Combine(_folder, "data.db");
        File.WriteAllText(path, content);

        var refusal = Assert.Throws<DataFileException>(() => Database.Open(_folder));

        Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(path));
    }

    [Fact]
    public async Task Refuses_a_file_with_a_damaged_page()
    {
        await using (var database = Database.Open(_folder))
        {
            await Create(database);
            await Task.WhenAll(Enumerable.Range(0, 5_000).Select(number => Insert(database, number)));
        }
        using (var file = File.OpenWrite(Path.Combine(_folder, "data.db")))
        {
            file.Seek(3 * 4096, SeekOrigin.Begin);
            file.Write(new byte[4096]);
        }

        Assert.Throws<DataFileException>(() => Database.Open(_folder));
    }

    [Fact]
    public async Task In_memory_leaves_nothing_behind()
    {
        string folder;
        await using (var database = Database.InMemory())
        {
            await Create(database);
            folder = database.Read(connection => Path.GetDirectoryName((string)connection.Scalar("SELECT file FROM pragma_database_list")!)!);
            Assert.True(Directory.Exists(folder));
        }

        Assert.False(Directory.Exists(folder));
    }

    /// <summary>Queues a work that fails first between two others, so that the three share one transaction.</summary>
    private static async Task<(Task Failing, Task[] Others)> WithTwoOthers(Database database, Action<Connection> work)
    {
        using var started = new ManualResetEventSlim();
        using var gate = new ManualResetEventSlim();
        var blocker = database.Write(_ =>
        {
            started.Set();
            gate.Wait(Stop);
        });
        started.Wait(Stop);
        var before = Insert(database, 1);
        var failing = database.Write(work, failsFirst: true);
        var after = Insert(database, 3);
        gate.Set();
        await blocker;
        return (failing, [before, after]);
    }

    private static Task Create(Database database) =>
        database.Write(connection => { connection.Execute("CREATE TABLE numbers (number INTEGER PRIMARY KEY)"); });

    private static Task Insert(Database database, int number) =>
        database.Write(connection => { connection.Execute("INSERT INTO numbers VALUES (?1)", number); });

    private static List<int> Numbers(Database database) => database.Read(connection =>
    {
        var numbers = new List<int>();
        using var rows = connection.Query("SELECT number FROM numbers ORDER BY rowid");
        while (rows.Read())
        {
            numbers.Add(rows.GetInt32(0));
        }
        return numbers;
    });
}
