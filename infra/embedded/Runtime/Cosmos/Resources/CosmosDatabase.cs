using System.Globalization;

namespace Serverless.Embedded.Cosmos.Resources;

/// <summary>A Cosmos database: a name for containers.</summary>
internal sealed record CosmosDatabase(long Number, string Name, long Changed)
{
    public string Rid { get; } = ResourceId.Database(Number);

    public string Json() => string.Create(CultureInfo.InvariantCulture,
        $$"""{"id":{{System.Text.Json.JsonSerializer.Serialize(Name)}},"_rid":"{{Rid}}","_self":"dbs/{{Rid}}/","_etag":"\"{{Changed:x16}}\"","_colls":"colls/","_users":"users/","_ts":{{Changed}}}""");
}
