using System.Text.RegularExpressions;
using Serverless.Infrastructure.Tests.Azure;

namespace Serverless.Infrastructure.Tests.Made;

/// <summary>Who may do what, beyond what only the deployment itself may do.</summary>
public class The_roles
{
    // Whoever deploys may assign these and no others (infra/azure/scripts/allow-deployment.sh). None of them changes a resource or hands on access.
    private static readonly Dictionary<string, string> Known =
        AzureFiles.Json("roles.json").EnumerateObject().ToDictionary(role => role.Value.GetString()!, role => role.Name);

    public static TheoryData<string> Names => Made.Environments;

    [Fact]
    public async Task Are_all_in_the_table_and_all_of_the_table_are_used() =>
        Assert.Equal(Known.Keys.Order(), Assigned(await Made.In("prod")).Select(Role).Distinct().Order());

    [Fact]
    public void Are_written_nowhere_else() => Assert.All(AzureFiles.All("*.bicep"), file =>
        Assert.DoesNotMatch("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-", File.ReadAllText(file)));

    // On one queue, one topic or one subscription each, never on the namespace.
    [Theory]
    [MemberData(nameof(Names))]
    public async Task Are_given_on_single_entities_of_the_bus(string name)
    {
        var onBus = Assigned(await Made.In(name)).Where(each => Known[Role(each)].Contains("Service Bus")).ToList();
        Assert.NotEmpty(onBus);
        Assert.All(onBus, each => Assert.Matches(@"ServiceBus/namespaces/[\w-]+/(queues|topics)/", Scope(each)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Are_given_on_single_containers_of_the_database(string name)
    {
        var assigned = (await Made.In(name)).Of("Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments").ToList();
        Assert.All(assigned.Where(each => each.TextAt("properties.roleDefinitionId").EndsWith("-000000000002", StringComparison.Ordinal)), each =>
            Assert.Matches(@"/dbs/[\w-]+/colls/[\w-]+$", each.TextAt("properties.scope")));
    }

    [Theory]
    [InlineData("two-apps")]
    [InlineData("prod")]
    public async Task Let_Payments_alone_read_secrets(string name) => Assert.Contains(
        "id-payments-", Assert.Single(Assigned(await Made.In(name)), each => Known[Role(each)] == "Key Vault Secrets User").TextAt("properties.principalId"));

    private static IEnumerable<Resource> Assigned(Made made) => made.Of("Microsoft.Authorization/roleAssignments");

    private static string Role(Resource assignment) => assignment.TextAt("properties.roleDefinitionId").Split('/')[^1];

    private static string Scope(Resource assignment) =>
        Regex.Match(assignment.Body.GetProperty("id").GetString()!, @"extensionResourceId\('([^']+)'").Groups[1].Value;
}
