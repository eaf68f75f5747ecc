using Microsoft.Azure.Functions.Worker;

namespace Serverless.Embedded.Host.Tests.Sharing;

/// <summary>Functions that note which instance ran them.</summary>
public class Works(Instance instance)
{
    [Function(nameof(Handle))]
    public Task Handle([ServiceBusTrigger("work", Connection = "ServiceBusConnection")] string message) => instance.Handle(message);

    [Function(nameof(Open))]
    public Task Open([QueueTrigger("letters")] string letter) => instance.Handle(letter);

    [Function(nameof(Tick))]
    public void Tick([TimerTrigger("* * * * * *")] TimerInfo timer) => instance.Ticked.TrySetResult();

    [Function(nameof(Follow))]
    public void Follow(
        [CosmosDBTrigger("shop", "notes", Connection = "CosmosConnection", StartFromBeginning = true, FeedPollDelay = 50)] string documents) =>
        instance.Followed.Add(documents);
}
