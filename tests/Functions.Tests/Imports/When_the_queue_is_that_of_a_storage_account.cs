using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Embedded.Queues;
using Serverless.Servers;

namespace Serverless.Functions.Tests.Imports;

/// <summary>The whole way of an import over a real Azurite.</summary>
public sealed class When_the_queue_is_that_of_a_storage_account(Azurite azurite) : IClassFixture<Azurite>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_row_is_placed()
    {
        await using var shop = await Open();
        var anna = await shop.Operator("anna");

        // More than one batch.
        var accepted = await anna.Import("account", string.Join('\n', Enumerable.Range(1, 450).Select(row => ImportSteps.Row($"account-{row % 9}", $"A-{row}"))));
        var ended = await shop.Ended(anna, accepted.Id);

        Assert.Equal(("completed", (450, 450, 0)), ((string)ended.Body["status"]!, ended.Rows()));
        Assert.Equal(50, await shop.OrdersOf("account-1"));
    }

    [Fact]
    public async Task A_poison_batch_becomes_a_dead_letter_and_a_replay_puts_it_on_the_queue_again()
    {
        await using var shop = await Open();
        var anna = await shop.Operator("anna");
        var accepted = await anna.Import("poison", ImportSteps.Row("poison-1", "A-1"));
        await shop.Ended(anna, accepted.Id);

        // The batch that was placed, once more: as the host would, after the last try.
        var batch = $$"""{"importId":"{{accepted.Id}}","attempt":1,"chunk":1,"replay":0,"schema":1}""";
        var queues = shop.App.Services.GetRequiredService<QueueServices>().For(await azurite.Connection());
        await queues.Put("imports-poison", [Convert.ToBase64String(Encoding.UTF8.GetBytes(batch))], Stop);
        var letters = await shop.Until(() => anna.Get("api/dead-letters?source=imports"), page => page.Body["items"]!.AsArray().Count > 0);
        var letter = $"api/dead-letters/{Assert.Single(letters.Body["items"]!.AsArray())!["id"]}";

        Assert.Equal(200, (await anna.Decide($"{letter}/replay")).Status);
        await shop.Until(() => anna.Get(letter), each => (string)each.Body["state"]! == "replayed");
        Assert.Equal(1, await shop.OrdersOf("poison-1"));
    }

    private async Task<Shop> Open() => await Shop.Open([$"--AzureWebJobsStorage={await azurite.Connection()}"]);
}
