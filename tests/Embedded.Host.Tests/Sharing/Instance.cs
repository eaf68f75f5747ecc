using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Embedded.Host.Sharing;
using Serverless.Embedded.Queues;
using Serverless.Embedded.Triggers.Cosmos;

namespace Serverless.Embedded.Host.Tests.Sharing;

/// <summary>One of several apps on one data folder, and what it did.</summary>
public sealed class Instance
{
    internal const string Account = "AccountEndpoint=http://cosmos.embedded/;AccountKey=a2V5";

    public ConcurrentQueue<string> Handled { get; } = [];

    public ConcurrentBag<string> Followed { get; } = [];

    /// <summary>Completes when its timer has run.</summary>
    public TaskCompletionSource Ticked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What handling a message waits for.</summary>
    public Func<Task> Gate { get; set; } = () => Task.CompletedTask;

    internal EmbeddedFunctionApp App { get; set; } = null!;

    internal bool IsHost => App.Services.GetRequiredService<Membership>().IsHost;

    internal Container Notes => App.Services.GetRequiredService<CosmosClients>().For(Account).GetContainer("shop", "notes");

    public async Task Handle(string message)
    {
        await Gate();
        Handled.Enqueue(message);
    }

    internal async Task Send(params string[] messages)
    {
        await using var client = new ServiceBusClient(App.Services.GetRequiredService<IConfiguration>()["ServiceBusConnection"]);
        await client.CreateSender("work").SendMessagesAsync(messages.Select(message => new ServiceBusMessage(message)), TestContext.Current.CancellationToken);
    }

    internal IQueueService Queues => App.Services.GetRequiredService<QueueServices>().For("embedded");

    internal async Task<string> Get(string path)
    {
        using var client = new HttpClient { BaseAddress = App.BaseAddress };
        return await client.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
    }
}
