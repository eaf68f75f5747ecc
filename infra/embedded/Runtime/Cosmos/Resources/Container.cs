using System.Globalization;
using System.Text;
using Serverless.Embedded.Cosmos.Documents;
using Serverless.Embedded.Cosmos.Feed;

namespace Serverless.Embedded.Cosmos.Resources;

/// <summary>A container as the endpoint holds it in memory. Its documents are in the database.</summary>
internal sealed class Container(CosmosDatabase database, long number, ContainerDefinition definition, long changed, long lsn)
{
    private long _lastLsn = lsn;

    public CosmosDatabase Database { get; } = database;

    /// <summary>Unique over all databases; never used twice.</summary>
    public long Number { get; } = number;

    public string Name { get; } = (string)definition.Json["id"]!;
    public string Rid { get; } = ResourceId.Container(database.Number, number);
    public string Self { get; } = $"dbs/{database.Rid}/colls/{ResourceId.Container(database.Number, number)}/";
    public SystemProperties SystemProperties { get; } = new($"dbs/{database.Rid}/colls/{ResourceId.Container(database.Number, number)}/");
    public ContainerDefinition Definition { get; set; } = definition;

    /// <summary>Unix seconds.</summary>
    public long Changed { get; set; } = changed;

    public ContainerFeed Feed { get; } = new(lsn);
    public RecentDocuments Recent { get; } = new();
    public Counters Counters { get; } = new();

    /// <summary>Takes the next LSN. Only work on the database's writer thread may: the order of LSNs is the order of commits.</summary>
    public long NextLsn() => ++_lastLsn;

    /// <summary>The LSN given out last; meant for the writer thread.</summary>
    public long LastLsn => _lastLsn;

    public string Json()
    {
        var json = Definition.Json.DeepClone().AsObject();
        json["_rid"] = Rid;
        json["_ts"] = Changed;
        json["_self"] = Self;
        json["_etag"] = string.Create(CultureInfo.InvariantCulture, $"\"{Changed:x16}\"");
        json["_docs"] = "docs/";
        json["_sprocs"] = "sprocs/";
        json["_triggers"] = "triggers/";
        json["_udfs"] = "udfs/";
        json["_conflicts"] = "conflicts/";
        return json.ToJsonString();
    }

    /// <summary>The one partition key range that holds everything, as a feed of ranges.</summary>
    public byte[] PartitionKeyRanges() => _ranges ??= Encoding.UTF8.GetBytes(
        $$"""
        {"_rid":"{{Rid}}","PartitionKeyRanges":[{"_rid":"{{ResourceId.Document(Database.Number, Number, 1)}}","id":"0","_etag":"\"1\"","minInclusive":"","maxExclusive":"FF","ridPrefix":0,"_self":"{{Self}}pkranges/0/","throughputFraction":1,"status":"online","parents":[],"_ts":{{Changed}},"_lsn":1}],"_count":1}
        """);

    private byte[]? _ranges;
}
