using Azure.Messaging.ServiceBus;
using Serverless.Embedded.ServiceBus.Remote;
using Serverless.Embedded.Wire;

namespace Serverless.Embedded.ServiceBus.Tests.Remote;

/// <summary>A client of a broker's endpoint, as another process is one, and the wire between them.</summary>
internal sealed class Guest : HttpMessageHandler
{
    private static int s_last;

    private readonly BusEndpoint _endpoint;
    private readonly WireMessageHandler _wire;
    private readonly HttpMessageInvoker _invoker;
    private readonly string _name = $"guest-{Interlocked.Increment(ref s_last)}.embedded";

    private Guest(Bus bus)
    {
        _endpoint = new BusEndpoint(bus.Broker);
        _wire = new WireMessageHandler(_endpoint);
        _invoker = new HttpMessageInvoker(this);
        Client = new ServiceBusClient($"Endpoint=sb://{_name}/;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=embedded");
    }

    public ServiceBusClient Client { get; }

    /// <summary>Runs before each request is passed on; what it throws, the client sees.</summary>
    public Func<HttpRequestMessage, Task>? Before { get; set; }

    /// <summary>The host is about to end.</summary>
    public void EndWaits() => _endpoint.EndWaits();

    public static async Task<Guest> Of(Bus bus)
    {
        var guest = new Guest(bus);
        Namespaces.Add(guest._name, await RemoteNamespace.Open(new BusConnection(guest._invoker)));
        return guest;
    }

    public ServiceBusReceiver Receiver(string path = "orders") => Client.CreateReceiver(path);

    public Task Send(string body, string? id = null) => Client.CreateSender("orders").SendMessageAsync(Bus.Message(body, id), Bus.Stop);

    /// <summary>Sends bytes as they are.</summary>
    public async Task<int> Post(string pathAndQuery, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://servicebus.embedded" + pathAndQuery) { Content = new ByteArrayContent(body) };
        using var answer = await _invoker.SendAsync(request, Bus.Stop);
        return (int)answer.StatusCode;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await (Before?.Invoke(request) ?? Task.CompletedTask);
        return await Task.Run(() => Pass(request, cancellationToken), cancellationToken);
    }

    private async Task<HttpResponseMessage> Pass(HttpRequestMessage request, CancellationToken stop)
    {
        using var invoker = new HttpMessageInvoker(_wire, disposeHandler: false);
        return await invoker.SendAsync(request, stop);
    }
}
