namespace Serverless.Infrastructure.Tests.Made;

/// <summary>prod: nothing but the gateway can be reached from outside.</summary>
public class A_private_network
{
    // Those that could be reached from outside, and the part of them that a private endpoint leads to.
    private static readonly (string Type, string[] Parts)[] Inside =
    [
        ("Microsoft.ServiceBus/namespaces", ["namespace"]),
        ("Microsoft.DocumentDB/databaseAccounts", ["Sql"]),
        ("Microsoft.Storage/storageAccounts", ["blob", "queue", "table"]),
        ("Microsoft.Cache/redisEnterprise", ["redisEnterprise"]),
        ("Microsoft.KeyVault/vaults", ["vault"]),
        ("Microsoft.Web/sites", ["sites"]),
    ];

    [Fact]
    public async Task Closes_what_is_inside()
    {
        var made = await Made.In("prod");
        Assert.All(Inside, each => Assert.All(made.Of(each.Type), service => Assert.Equal("Disabled", service.TextAt("properties.publicNetworkAccess"))));
    }

    [Fact]
    public async Task Has_an_endpoint_for_each_part_of_what_is_inside()
    {
        var made = await Made.In("prod");
        var wanted =
            from each in Inside
            from service in made.Of(each.Type)
            from part in each.Parts
            select $"{service.Body.GetProperty("id").GetString()} {part}";
        var led = made.Of("Microsoft.Network/privateEndpoints")
            .Select(endpoint => Assert.Single(endpoint.At("properties.privateLinkServiceConnections")!.Value.EnumerateArray()).GetProperty("properties"))
            .Select(to => $"{to.GetProperty("privateLinkServiceId").GetString()} {Assert.Single(to.GetProperty("groupIds").EnumerateArray())}");
        Assert.Equal(wanted.Order(), led.Order());
    }

    // An endpoint that is not found by name is not used: the public one is, and is closed.
    [Fact]
    public async Task Finds_each_endpoint_by_name()
    {
        var made = await Made.In("prod");
        Assert.Equal(
            made.Of("Microsoft.Network/privateEndpoints").Select(each => each.Name).Order(),
            made.Of("Microsoft.Network/privateEndpoints/privateDnsZoneGroups").Select(each => each.Name.Split('/')[0]).Order());
        Assert.Equal(
            made.Of("Microsoft.Network/privateDnsZones").Count(), made.Of("Microsoft.Network/privateDnsZones/virtualNetworkLinks").Count());
    }

    [Fact]
    public async Task Implies_what_can_join_it()
    {
        var made = await Made.In("prod");
        Assert.Equal("Premium", made.One("Microsoft.ServiceBus/namespaces").TextAt("sku.name"));
        Assert.NotEqual("BasicV2", made.One("Microsoft.ApiManagement/service").TextAt("sku.name"));
        Assert.All(made.Of("Microsoft.Web/sites"), app => Assert.EndsWith("/subnets/apps", app.TextAt("properties.virtualNetworkSubnetId")));
    }

    [Fact]
    public async Task Is_not_there_where_nobody_asked_for_it() =>
        Assert.DoesNotContain((await Made.In("dev")).Resources, each => each.Type.StartsWith("Microsoft.Network/", StringComparison.Ordinal));
}
