using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Embedded.Queues;

namespace Serverless.Functions.Tests.Imports;

public sealed class When_an_upload_breaks(Shop shop)
{
    [Fact]
    public async Task A_client_that_goes_away_in_the_middle_has_placed_nothing_and_may_send_it_again()
    {
        var anna = await shop.Operator("anna breaks off");
        var rows = string.Join('\n', Enumerable.Range(1, 300).Select(row => ImportSteps.Row("broken-1", $"A-{row}")));
        var id = await BreakOff(rows + "\n", "broken");

        var broken = await shop.Until(() => anna.Get($"api/imports/{id}"), import => import.Status == 200 && (string)import.Body["status"]! == "failed");
        Assert.Equal("upload_broken", (string)broken.Body["failure"]!["code"]!);
        Assert.Equal(0, await shop.OrdersOf("broken-1"));

        var again = await anna.Import("broken", ImportSteps.Row("broken-1", "A-1"));
        Assert.Equal((202, id), (again.Status, again.Id));
        Assert.Equal((1, 1, 0), (await shop.Ended(anna, id)).Rows());
    }

    [Fact]
    public async Task A_batch_that_nobody_can_place_is_a_dead_letter_and_comes_back_with_a_replay()
    {
        var anna = await shop.Operator("anna replays");
        var queues = shop.App.Services.GetRequiredService<QueueServices>().For("embedded");
        var accepted = await anna.Import("poison", ImportSteps.Row("poison-1", "A-1"));
        await shop.Ended(anna, accepted.Id);

        // As the host would, after the last try; another chunk than there is.
        var lost = $$"""{"importId":"{{accepted.Id}}","attempt":1,"chunk":7,"replay":0,"schema":1}""";
        await queues.Put("imports-poison", [Convert.ToBase64String(Encoding.UTF8.GetBytes(lost))], TestContext.Current.CancellationToken);
        await shop.Quiet();

        var letter = Assert.Single((await shop.DeadLetters("source=imports&state=open")).AsArray(), each => ((string)each!["messageId"]!).Contains(accepted.Id, StringComparison.Ordinal))!;
        Assert.Equal("tries_used_up", (string)letter["reason"]!);
        var replay = await anna.Decide($"api/dead-letters/{letter["id"]}/replay");
        Assert.Equal(200, replay.Status);
        // It is on the queue again, and fails again: its arrival was noted.
        var seen = await shop.Until(() => anna.Get($"api/dead-letters/{letter["id"]}"), each => (string)each.Body["state"]! == "replayed");
        Assert.Equal(["died", "replayAsked", "replayed"], seen.Body["history"]!.AsArray().Select(happened => (string)happened!["type"]!));
    }

    /// <summary>Says that more is to come, and goes.</summary>
    private async Task<string> BreakOff(string rows, string key)
    {
        var stop = TestContext.Current.CancellationToken;
        var token = (await shop.Anonymous.GetStringAsync("identity/token?sub=anna+breaks+off&role=operator", stop)).Trim();
        using var socket = new TcpClient();
        await socket.ConnectAsync(shop.App.BaseAddress.Host, shop.App.BaseAddress.Port, stop);
        var body = Encoding.UTF8.GetBytes(rows);
        var head = string.Create(CultureInfo.InvariantCulture, $"POST /api/imports HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nIdempotency-Key: {key}\r\nContent-Type: application/x-ndjson\r\nContent-Length: {body.Length + 1}\r\n\r\n");
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), stop);
        await socket.GetStream().WriteAsync(body, stop);
        var id = Domain.Imports.ImportId.For(Domain.CustomerId.Parse("anna breaks off"), Domain.IdempotencyKey.Parse(key)).Value;
        var anna = await shop.Operator("anna looks");
        // The application is not idle while it reads.
        await Until.Seen(() => anna.Get($"api/imports/{id}"), import => import.Status == 200 && import.Rows().Read == 200);
        socket.Client.Close(0);
        return id;
    }
}
