using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;

namespace Serverless.Functions.Tests.DeadLetters;

/// <summary>What the tests of dead letters do to the shop.</summary>
internal static class DeadLetterSteps
{
    /// <summary>A message that nobody understands is sent, and dies. Answers with its letter.</summary>
    public static async Task<JsonNode> Kill(this Shop shop, string id, string order, string entity = "payment-commands")
    {
        await shop.Send(entity, new ServiceBusMessage("""{"schema":1}""") { MessageId = id, Subject = "Unheard", CorrelationId = order });
        await shop.Quiet();
        return Assert.Single((await shop.DeadLetters($"orderId={order}&pageSize=100")).AsArray(), letter => (string)letter!["messageId"]! == id)!;
    }

    public static string PathOf(this JsonNode letter) => $"api/dead-letters/{letter["id"]}";

    /// <summary>The types of all that happened to a letter.</summary>
    public static IEnumerable<string> History(this Answer letter) => letter.Body["history"]!.AsArray().Select(happened => (string)happened!["type"]!);
}
