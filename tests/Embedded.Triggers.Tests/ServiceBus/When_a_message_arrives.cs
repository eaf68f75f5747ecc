using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Embedded.Triggers.Tests.ServiceBus;

public sealed class When_a_message_arrives
{
    public sealed record Order(string Id, int Quantity);

    public sealed class Texts(Calls calls)
    {
        [Function("Texts")]
        public Task Run([ServiceBusTrigger("orders", Connection = "ServiceBusConnection")] string body) => calls.With(body);
    }

    public sealed class Classes(Calls calls)
    {
        [Function("Classes")]
        public Task Run([ServiceBusTrigger("orders", Connection = "ServiceBusConnection")] Order order) => calls.With(order);
    }

    public sealed class Bytes(Calls calls)
    {
        [Function("Bytes")]
        public Task Run([ServiceBusTrigger("orders", Connection = "ServiceBusConnection")] byte[] body) => calls.With(body);
    }

    public sealed class Data(Calls calls)
    {
        [Function("Data")]
        public Task Run([ServiceBusTrigger("orders", Connection = "ServiceBusConnection")] BinaryData body) => calls.With(body.ToString());
    }

    public sealed class Whole(Calls calls)
    {
        [Function("Whole")]
        public Task Run([ServiceBusTrigger("orders", Connection = "ServiceBusConnection")] ServiceBusReceivedMessage message) => calls.With(message);
    }

    public sealed class OfATopic(Calls calls)
    {
        [Function("OfATopic")]
        public Task Run([ServiceBusTrigger("events", "audit", Connection = "ServiceBusConnection")] string body) => calls.With(body);
    }

    public sealed class Named(Calls calls)
    {
        [Function("Named")]
        public Task Run([ServiceBusTrigger("%Queue%", Connection = "ServiceBusConnection")] string body) => calls.With(body);
    }

    public sealed class Facts(Calls calls)
    {
        [Function("Facts")]
        public Task Run(
            [ServiceBusTrigger("orders", Connection = "ServiceBusConnection")] string body, string messageId, int deliveryCount,
            DateTime enqueuedTimeUtc, long sequenceNumber, string correlationId, string subject, IReadOnlyDictionary<string, object> applicationProperties,
            FunctionContext context) =>
            calls.With((messageId, deliveryCount, enqueuedTimeUtc > DateTime.UnixEpoch, sequenceNumber > 0, correlationId, subject, applicationProperties["shop"],
                context.BindingContext.BindingData["messageid"], context.TraceContext.TraceParent));
    }

    [Fact]
    public async Task Its_body_can_be_a_text()
    {
        await using var host = await TriggerHost.Start<Texts>();

        await host.Sender().SendMessageAsync(new ServiceBusMessage("häuser"), Stop);

        Assert.Equal("häuser", await host.Calls.Next<string>());
    }

    [Fact]
    public async Task Its_body_can_be_a_class_whatever_the_case_of_its_properties()
    {
        await using var host = await TriggerHost.Start<Classes>();

        await host.Sender().SendMessageAsync(new ServiceBusMessage("""{"id":"o-1","Quantity":2}"""), Stop);

        Assert.Equal(new Order("o-1", 2), await host.Calls.Next<Order>());
    }

    [Fact]
    public async Task Its_body_can_be_bytes()
    {
        await using var host = await TriggerHost.Start<Bytes>();

        await host.Sender().SendMessageAsync(new ServiceBusMessage(new byte[] { 0, 255, 1 }), Stop);

        Assert.Equal([0, 255, 1], await host.Calls.Next<byte[]>());
    }

    [Fact]
    public async Task Its_body_can_be_binary_data()
    {
        await using var host = await TriggerHost.Start<Data>();

        await host.Sender().SendMessageAsync(new ServiceBusMessage("x"), Stop);

        Assert.Equal("x", await host.Calls.Next<string>());
    }

    [Fact]
    public async Task It_can_be_had_whole()
    {
        await using var host = await TriggerHost.Start<Whole>();

        await host.Sender().SendMessageAsync(new ServiceBusMessage("x") { MessageId = "m-1", ApplicationProperties = { ["shop"] = 7 } }, Stop);

        var message = await host.Calls.Next<ServiceBusReceivedMessage>();
        Assert.Equal(("m-1", 1, 7), (message.MessageId, message.DeliveryCount, message.ApplicationProperties["shop"]));
    }

    [Fact]
    public async Task It_comes_from_a_subscription()
    {
        await using var host = await TriggerHost.Start<OfATopic>();

        await host.Sender("events").SendMessageAsync(new ServiceBusMessage("happened"), Stop);

        Assert.Equal("happened", await host.Calls.Next<string>());
    }

    [Fact]
    public async Task The_name_of_its_queue_may_be_a_setting()
    {
        await using var host = await TriggerHost.Start<Named>("Queue=orders");

        await host.Sender().SendMessageAsync(new ServiceBusMessage("x"), Stop);

        Assert.Equal("x", await host.Calls.Next<string>());
        Assert.Equal("serviceBusTrigger orders", host.Listener("Named").Description);
    }

    [Fact]
    public async Task Its_facts_are_bound_by_name()
    {
        await using var host = await TriggerHost.Start<Facts>();
        const string trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        await host.Sender().SendMessageAsync(new ServiceBusMessage("x")
        {
            MessageId = "m-1",
            CorrelationId = "c-1",
            Subject = "s-1",
            ApplicationProperties = { ["shop"] = "berlin", ["Diagnostic-Id"] = trace },
        }, Stop);

        Assert.Equal<object>(("m-1", 1, true, true, "c-1", "s-1", (object)"berlin", (object?)"m-1", trace), await host.Calls.Next<object>());
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
