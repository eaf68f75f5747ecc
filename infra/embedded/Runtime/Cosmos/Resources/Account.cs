using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Serverless.Embedded.Cosmos.Documents;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Cosmos.Resources;

/// <summary>Every database and container: in memory, and as written down.</summary>
internal sealed class Account
{
    private readonly Database _database;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<string, CosmosDatabase> _databases = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Container> _containers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Container>.AlternateLookup<ReadOnlySpan<char>> _byPath;

    public Account(Database database, TimeProvider clock)
    {
        _database = database;
        _clock = clock;
        _byPath = _containers.GetAlternateLookup<ReadOnlySpan<char>>();
        database.Write(Schema.Create).GetAwaiter().GetResult();
        Load();
    }

    public IEnumerable<CosmosDatabase> Databases => _databases.Values.OrderBy(each => each.Number);

    public IEnumerable<Container> ContainersOf(CosmosDatabase database) =>
        _containers.Values.Where(each => each.Database == database).OrderBy(each => each.Number);

    public IEnumerable<Container> Containers => _containers.Values;

    /// <summary>Finds a container by <c>/dbs/{name}/colls/{name}</c>, unescaped.</summary>
    public Container? FindByPath(ReadOnlySpan<char> path) => _byPath.TryGetValue(path, out var found) ? found : null;

    public Container? Find(CosmosDatabase database, string container) => _containers.GetValueOrDefault(PathOf(database.Name, container))
        ?? _containers.Values.FirstOrDefault(each => each.Database == database && each.Rid == container);

    public CosmosDatabase? Find(string database) =>
        _databases.GetValueOrDefault(database) ?? _databases.Values.FirstOrDefault(each => each.Rid == database);

    /// <exception cref="Refusal">409: there is one of this name; 400: the name is not allowed.</exception>
    public async Task<CosmosDatabase> Create(string name)
    {
        Name.Check(name);
        var now = Now;
        var created = await _database.Write(connection =>
        {
            if (connection.Execute("INSERT OR IGNORE INTO cosmos_databases (name, changed) VALUES (?1, ?2)", name, now) == 0)
            {
                throw Refusal.Conflict($"There is a database '{name}' already.");
            }
            return new CosmosDatabase((long)connection.Scalar("SELECT last_insert_rowid()")!, name, now);
        });
        return _databases[name] = created;
    }

    /// <exception cref="Refusal">409: there is one of this name; 400 or 501: the definition is wrong or asks for too much.</exception>
    public async Task<Container> Create(CosmosDatabase database, JsonObject json)
    {
        var definition = ContainerDefinition.Parse(json);
        var name = (string)definition.Json["id"]!;
        var now = Now;
        var number = await _database.Write(connection =>
            connection.Execute("INSERT OR IGNORE INTO cosmos_containers (database, name, definition, changed) VALUES (?1, ?2, ?3, ?4)",
                database.Number, name, definition.Json.ToJsonString(), now) == 0
                ? throw Refusal.Conflict($"There is a container '{name}' already.")
                : (long)connection.Scalar("SELECT last_insert_rowid()")!);
        return _containers[PathOf(database.Name, name)] = new Container(database, number, definition, now, 0);
    }

    /// <exception cref="Refusal">400: it changes what cannot be changed.</exception>
    public async Task Replace(Container container, JsonObject json)
    {
        var definition = ContainerDefinition.Parse(json);
        foreach (var fixedPart in new[] { "id", "uniqueKeyPolicy" })
        {
            if (!JsonNode.DeepEquals(definition.Json[fixedPart], container.Definition.Json[fixedPart]))
            {
                throw Refusal.BadRequest($"A container's {fixedPart} cannot be changed.");
            }
        }
        if (definition.PartitionKey.ToString() != container.Definition.PartitionKey.ToString()
            || definition.PartitionKey.IsHierarchical != container.Definition.PartitionKey.IsHierarchical)
        {
            throw Refusal.BadRequest($"A container's partition key cannot be changed (it is {container.Definition.PartitionKey}).");
        }
        var now = Now;
        await _database.Write(connection =>
        {
            connection.Execute("UPDATE cosmos_containers SET definition = ?2, changed = ?3 WHERE number = ?1",
                container.Number, definition.Json.ToJsonString(), now);
            var reindex = !JsonNode.DeepEquals(definition.Json["indexingPolicy"], container.Definition.Json["indexingPolicy"]);
            // Here, between two writes, so that each document is written under one definition.
            container.Definition = definition;
            container.Changed = now;
            if (reindex)
            {
                SortedDocuments.Rebuild(connection, container);
            }
        });
    }

    public async Task Delete(Container container)
    {
        _containers.TryRemove(PathOf(container.Database.Name, container.Name), out _);
        await _database.Write(connection => Delete(connection, container));
        container.Feed.Close();
    }

    public async Task Delete(CosmosDatabase database)
    {
        _databases.TryRemove(database.Name, out _);
        foreach (var container in ContainersOf(database).ToArray())
        {
            await Delete(container);
        }
        await _database.Write(connection => connection.Execute("DELETE FROM cosmos_databases WHERE number = ?1", database.Number));
    }

    private long Now => _clock.GetUtcNow().ToUnixTimeSeconds();

    private static void Delete(Connection connection, Container container)
    {
        connection.Execute("DELETE FROM cosmos_documents WHERE key >= ?1 AND key < ?2", Schema.Key(container.Number, 0), Schema.Key(container.Number + 1, 0));
        connection.Execute("DELETE FROM cosmos_sorted WHERE container = ?1", container.Number);
        connection.Execute("DELETE FROM cosmos_unique_values WHERE container = ?1", container.Number);
        connection.Execute("DELETE FROM cosmos_containers WHERE number = ?1", container.Number);
    }

    private static string PathOf(string database, string container) => $"/dbs/{database}/colls/{container}";

    private void Load() => _database.Read(connection =>
    {
        var databases = new Dictionary<long, CosmosDatabase>();
        using (var rows = connection.Query("SELECT number, name, changed FROM cosmos_databases"))
        {
            while (rows.Read())
            {
                var database = new CosmosDatabase(rows.GetInt64(0), rows.GetString(1), rows.GetInt64(2));
                databases[database.Number] = _databases[database.Name] = database;
            }
        }
        using var containers = connection.Query("SELECT number, database, definition, changed, lsn FROM cosmos_containers");
        while (containers.Read())
        {
            var (number, database) = (containers.GetInt64(0), databases[containers.GetInt64(1)]);
            var definition = ContainerDefinition.Parse(JsonNode.Parse(containers.GetString(2))!.AsObject());
            var lsn = Math.Max(containers.GetInt64(4), LastLsn(connection, number));
            _containers[PathOf(database.Name, (string)definition.Json["id"]!)] = new(database, number, definition, containers.GetInt64(3), lsn);
        }
        return true;
    });

    private static long LastLsn(Connection connection, long container) =>
        connection.Scalar("SELECT max(key) FROM cosmos_documents WHERE key >= ?1 AND key < ?2", Schema.Key(container, 0), Schema.Key(container + 1, 0))
            is long key ? Schema.Lsn(key) : 0;
}
