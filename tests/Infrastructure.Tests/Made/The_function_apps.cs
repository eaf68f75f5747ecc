using Serverless.Architecture.Tests.Functions;
using Serverless.Infrastructure.Tests.Azure;

namespace Serverless.Infrastructure.Tests.Made;

/// <summary>One app, or Orders and Payments as two with copies: every function runs in the apps that it belongs to.</summary>
public class The_function_apps
{
    public static TheoryData<string> Names => Made.Environments;

    [Theory]
    [InlineData("dev", "shop")]
    [InlineData("two-apps", "orders,orders,payments,payments")]
    [InlineData("prod", "orders,orders,payments,payments")]
    public async Task Are_as_many_as_the_parameters_say(string name, string kinds) =>
        Assert.Equal(kinds, string.Join(',', (await Apps(name)).Select(Kind)));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Run_each_function_where_it_belongs(string name) => Assert.All(await Apps(name), app =>
    {
        var own = Kind(app) == "shop"
            ? FunctionMethod.All.Select(function => function.Name)
            : The_services.Functions(Kind(app)).Concat(The_services.Functions("both"));
        var timers = AzureFiles.Strings(AzureFiles.Json("services.json").GetProperty("firstCopyOnly"));
        Assert.Equal(own.Except(IsFirst(app) ? [] : timers).Order(), FunctionMethod.All.Select(function => function.Name).Except(Disabled(app)).Order());
    });

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Run_each_timer_once(string name)
    {
        var apps = await Apps(name);
        Assert.All(AzureFiles.Strings(AzureFiles.Json("services.json").GetProperty("firstCopyOnly")), timer =>
            Assert.Single(apps, app => !Disabled(app).Contains(timer)));
    }

    // A setting that is there twice has the value that the platform happens to read last.
    [Theory]
    [MemberData(nameof(Names))]
    public async Task Have_each_setting_once(string name) => Assert.All(await Apps(name), app => Assert.Equal(
        Settings(app).Keys.Count, app.At("properties.siteConfig.appSettings")!.Value.GetArrayLength()));

    [Theory]
    [InlineData("two-apps")]
    [InlineData("prod")]
    public async Task Show_the_secrets_of_the_provider_to_Payments_alone(string name) => Assert.All(await Apps(name), app =>
        Assert.Equal(Kind(app) == "payments", Settings(app).Values.Any(value => value.Contains("@Microsoft.KeyVault"))));

    private static async Task<IReadOnlyList<Resource>> Apps(string name) => [.. (await Made.In(name)).Of("Microsoft.Web/sites")];

    private static string Kind(Resource app) => app.Name.Split('-')[1];

    private static bool IsFirst(Resource app) => app.Name.Split('-')[2] == "1";

    private static IEnumerable<string> Disabled(Resource app) => Settings(app)
        .Where(setting => setting.Key.EndsWith(".Disabled", StringComparison.Ordinal) && setting.Value == "true").Select(setting => setting.Key.Split('.')[1]);

    private static Dictionary<string, string> Settings(Resource app) => app.At("properties.siteConfig.appSettings")!.Value.EnumerateArray()
        .DistinctBy(setting => setting.GetProperty("name").GetString()!.ToUpperInvariant())
        .ToDictionary(setting => setting.GetProperty("name").GetString()!, setting => setting.GetProperty("value").GetString()!);
}
