using Microsoft.Extensions.Configuration;
using Serverless.Embedded.Host.Settings;

namespace Serverless.Embedded.Host.Tests.HostFile;

public class When_the_environment_overrides_it
{
    private static readonly string[] Args = ["--port=0", "--Embedded:Data=memory"];

    [Fact]
    public async Task A_variable_is_a_setting()
    {
        using var folder = new TemporaryFolder();
        using var app = new AppProcess(folder, ("AzureFunctionsJobHost__extensions__http__routePrefix", "environment"), Args);
        using var client = new HttpClient();

        using var answer = await client.GetAsync(new Uri($"{await app.Address}/environment/hello"), TestContext.Current.CancellationToken);

        Assert.Equal(200, (int)answer.StatusCode);
    }

    [Fact]
    public void Its_settings_are_above_those_of_the_file_one_by_one()
    {
        using var folder = new TemporaryFolder().With("host.json", """
            { "version": "2.0", "functionTimeout": "00:01:00", "extensions": { "http": { "routePrefix": "file" } } }
            """);
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("AzureFunctionsJobHost:functionTimeout", "00:02:00")]).Build();

        var host = HostJson.Read(folder.Files, settings);

        Assert.Equal((TimeSpan.FromMinutes(2), "file"), (host.FunctionTimeout, host.Http.RoutePrefix));
    }

    [Fact]
    public async Task A_value_out_of_its_range_is_named_as_it_stands_there()
    {
        using var folder = new TemporaryFolder();
        using var app = new AppProcess(folder, ("AzureFunctionsJobHost__extensions__serviceBus__maxConcurrentCalls", "none"), Args);

        Assert.Equal(
            "The setting AzureFunctionsJobHost__extensions__serviceBus__maxConcurrentCalls is 'none'; it should be a whole number from 1 to 10000.",
            (await app.Error).TrimEnd());
        Assert.Equal(1, await app.Exit());
    }
}
