using Azure.Messaging.ServiceBus;
using Serverless.Embedded.ServiceBus.Resources;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.ServiceBus.Tests;

/// <summary>A broker of its own for each test, with a clock that the test drives, seen through the official client.</summary>
internal sealed class Bus : IAsyncDisposable
{
    private static int _last;

    private readonly string? _folder;
    private readonly string _name = $"test-{Interlocked.Increment(ref _last)}.embedded";

    private Bus(Database database, TimerClock clock, string? folder)
    {
        Database = database;
        Clock = clock;
        _folder = folder;
        Broker = new Broker(database, clock);
        Client = new ServiceBusClient($"Endpoint=sb://{_name}/;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=embedded");
    }

    public Broker Broker { get; }

    public TimerClock Clock { get; }

    public ServiceBusClient Client { get; }

    public Database Database { get; }

    /// <summary>A queue named <c>orders</c>, in memory.</summary>
    public static Task<Bus> WithQueue(Func<QueueResource, QueueResource>? settings = null) => With(Queue(settings));

    public static Task<Bus> WithTopic(params SubscriptionResource[] subscriptions) =>
        With(new ServiceBusResources { Topics = [new TopicResource { Name = "events", Subscriptions = subscriptions }] });

    public static Task<Bus> With(ServiceBusResources resources) => Start(Database.InMemory(), new TimerClock(), null, resources);

    /// <summary>On disk, in a folder that stays until <see cref="Folder"/> removes it.</summary>
    public static Task<Bus> In(Folder folder, TimerClock clock, ServiceBusResources? resources = null) =>
        Start(Database.Open(folder.Path), clock, folder.Path, resources ?? Queue());

    public static ServiceBusResources Queue(Func<QueueResource, QueueResource>? settings = null)
    {
        var queue = new QueueResource { Name = "orders" };
        return new ServiceBusResources { Queues = [settings is null ? queue : settings(queue)] };
    }

    public ServiceBusSender Sender(string name = "orders") => Client.CreateSender(name);

    public ServiceBusReceiver Receiver(string path = "orders") => Client.CreateReceiver(path);

    public ServiceBusReceiver DeadLetters(string path = "orders") =>
        Client.CreateReceiver(path, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });

    public Task Send(string body, string? id = null) => Sender().SendMessageAsync(Message(body, id), Stop);

    public static ServiceBusMessage Message(string body, string? id = null)
    {
        var message = new ServiceBusMessage(body);
        if (id is not null)
        {
            message.MessageId = id;
        }
        return message;
    }

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>What is on disk at this instant, as a crash would leave it, in another folder.</summary>
    public Folder CrashImage()
    {
        var image = new Folder();
        foreach (var file in Directory.GetFiles(_folder!, "data.db*").Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            File.Copy(file, System.IO.Path.Combine(image.Path, System.IO.Path.GetFileName(file)));
        }
        return image;
    }

    /// <summary>Waits until what the broker has begun to write by itself is on disk.</summary>
    public Task Settle() => Database.Write(_ => { });

    /// <summary>How many messages of an entity are on disk, whatever their state.</summary>
    public async Task<int> Stored(string path = "orders")
    {
        await Settle();
        return (await Receiver(path).PeekMessagesAsync(1000, 0, Stop)).Count;
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await Broker.DisposeAsync();
        await Database.DisposeAsync();
    }

    private static async Task<Bus> Start(Database database, TimerClock clock, string? folder, ServiceBusResources resources)
    {
        var bus = new Bus(database, clock, folder);
        await bus.Broker.Declare(resources);
        bus.Broker.Register(bus._name);
        return bus;
    }
}

/// <summary>A new empty folder, removed at the end.</summary>
internal sealed class Folder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("bus-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
