using System.Text.Json;
using Serverless.Workflows.Messaging;

namespace Serverless.Adapters.Tests.DeadLetters;

public class DeadLetterStoreTests
{
    [Fact]
    public async Task What_is_kept_twice_is_kept_once_with_its_reason_and_body()
    {
        await using var wires = await Wires.Open();
        var document = new OutboxDocument("m-1", "outbox", "NoSuchMessage", "order-1", JsonSerializer.SerializeToElement(new { a = 1 }), Samples.Noon, null);
        for (var time = 0; time < 2; time++)
        {
            await wires.Get<IDeadLetters>().Keep(document, "There is no message 'NoSuchMessage'.", TestContext.Current.CancellationToken);
        }
        var kept = Assert.Single(await wires.Documents("dead-letters"));
        Assert.Equal("outbox", kept.GetProperty("source").GetString());
        Assert.Equal("There is no message 'NoSuchMessage'.", kept.GetProperty("reason").GetString());
        Assert.Equal(1, kept.GetProperty("body").GetProperty("a").GetInt32());
    }

    [Fact]
    public async Task A_document_that_lacks_everything_is_kept_too()
    {
        await using var wires = await Wires.Open();
        await wires.Get<IDeadLetters>().Keep(new OutboxDocument(null, "outbox", null, null, default, null, null), "It has no id.", TestContext.Current.CancellationToken);
        Assert.Single(await wires.Documents("dead-letters"));
    }
}
