using System.Text.Json;

namespace Serverless.Embedded.Host.Tests;

public class When_keys_are_made_up
{
    [Fact]
    public async Task They_are_kept_in_the_data_folder()
    {
        using var folder = new TemporaryFolder();
        var first = await Keys(folder);
        var second = await Keys(folder);

        Assert.Equal(first, second);
        Assert.Equal(["default", "ForMaster", "Keyed", "master", "OtherKeyed"], first.Keys.Order(StringComparer.OrdinalIgnoreCase));
        using var client = new HttpClient();
        await using var app = await Start(folder);
        Assert.Equal("open",
            await client.GetStringAsync(
                new Uri(app.BaseAddress, $"api/keyed?code={first["Keyed"]}"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_that_is_no_json_is_named()
    {
        using var folder = new TemporaryFolder().With("keys.json", "{");

        var failure = await Assert.ThrowsAsync<Settings.SettingsException>(() => Start(folder));

        Assert.StartsWith(Path.Combine(folder.Path, "keys.json cannot be read: "), failure.Message, StringComparison.Ordinal);
    }

    private static async Task<Dictionary<string, string>> Keys(TemporaryFolder folder)
    {
        await using var app = await Start(folder);
        return JsonSerializer.Deserialize<Dictionary<string, string>>(
            await File.ReadAllTextAsync(Path.Combine(folder.Path, "keys.json"), TestContext.Current.CancellationToken))!;
    }

    private static Task<EmbeddedFunctionApp> Start(TemporaryFolder folder) =>
        SampleApp.Start(["--Embedded:Data=file", $"--Embedded:DataPath={folder.Path}"]);
}
