using System.Net;
using Microsoft.Azure.Cosmos;

namespace Serverless.Embedded.Cosmos.Tests;

/// <summary>Visits, in partitions of a tenant, a user and a session.</summary>
internal static class VisitSteps
{
    public static readonly PartitionKey OneTenant = new PartitionKeyBuilder().Add("acme").Build();
    public static readonly PartitionKey OneUser = new PartitionKeyBuilder().Add("acme").Add("ada").Build();
    public static readonly PartitionKey OneSession = Key("acme", "ada", 1);

    public static PartitionKey Key(string tenant, string user, double session) =>
        new PartitionKeyBuilder().Add(tenant).Add(user).Add(session).Build();

    public static Container Visits(this TestAccount account) => account.Database.GetContainer("visits");

    public static async Task<TestAccount> Start(Action<ContainerProperties>? configure = null, Storage.Database? storage = null)
    {
        var account = await TestAccount.Start(storage: storage);
        var properties = new ContainerProperties("visits", ["/tenant", "/user", "/session"]);
        configure?.Invoke(properties);
        await account.Database.CreateContainerAsync(properties);
        return account;
    }

    public static async Task<TestAccount> Filled(Action<ContainerProperties>? configure = null)
    {
        var account = await Start(configure);
        await Fill(account);
        return account;
    }

    public static async Task Fill(TestAccount account)
    {
        foreach (var visit in new Visit[] { new("1", "acme", "ada", 1, 1), new("1", "acme", "bob", 1, 2), new("2", "acme", "ada", 2, 3), new("1", "zeta", "ada", 1, 4) })
        {
            await account.Visits().CreateItemAsync(visit);
        }
    }

    public static Task<List<string>> Ids(Container visits, string query, PartitionKey? key = null) => Ids<string>(visits, query, key);

    public static async Task<List<T>> Ids<T>(Container visits, string query, PartitionKey? key = null, int? pageSize = null)
    {
        using var pages = visits.GetItemQueryIterator<T>(query, requestOptions: new() { PartitionKey = key, MaxItemCount = pageSize });
        var found = new List<T>();
        while (pages.HasMoreResults)
        {
            found.AddRange(await pages.ReadNextAsync());
        }
        return found;
    }

    public static async Task<double> ChargeOf(Container visits, string query)
    {
        using var pages = visits.GetItemQueryIterator<Visit>(query);
        return (await pages.ReadNextAsync()).RequestCharge;
    }

    public static async Task<HttpStatusCode> StatusOfRead(Container visits, string id, PartitionKey key)
    {
        using var read = await visits.ReadItemStreamAsync(id, key);
        return read.StatusCode;
    }
}

internal sealed record Visit(string Id, string Tenant, string User, double Session, int Pages = 0);
