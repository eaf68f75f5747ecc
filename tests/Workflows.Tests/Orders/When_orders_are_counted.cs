using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Serverless.Workflows.Orders;
using Serverless.Workflows.Tests.Simulated;

namespace Serverless.Workflows.Tests.Orders;

public sealed class When_orders_are_counted : IDisposable
{
    // What other tests measure at the same time is none of this one's.
    private readonly AsyncLocal<bool> _here = new() { Value = true };
    private readonly ConcurrentQueue<string> _measured = new();
    private readonly MeterListener _listener = new();
    private readonly Shop _shop = new();

    public When_orders_are_counted()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name is OrderAlerts.MeterName or "Serverless.Messaging")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Measured(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Measured(instrument, value, tags));
        _listener.Start();
    }

    [Fact]
    public async Task One_that_is_paid_is_counted_once_for_each_status_and_its_payment_is_timed()
    {
        await _shop.Place();
        _shop.Clock.Now += TimeSpan.FromSeconds(3);
        await _shop.Settle();
        Assert.Equal(
            [
                "orders.changed 1 status=awaitingPayment",
                "outbox.age 0 messaging.destination.name=payment-commands",
                "outbox.age 0 messaging.destination.name=payment-events",
                "orders.changed 1 status=paid",
                "orders.payment.duration 3 outcome=paid timeliness=in_time",
                "outbox.age 0 messaging.destination.name=order-events",
            ], _measured);
    }

    [Fact]
    public async Task A_repeated_request_and_a_message_that_comes_twice_count_nothing()
    {
        _shop.Deliveries = 2;
        await _shop.Place();
        await _shop.Place();
        await _shop.Settle();
        Assert.Equal(["awaitingPayment", "paid"], Statuses());
    }

    [Fact]
    public async Task A_payment_that_is_tried_again_is_not_timed_again()
    {
        await _shop.Place(method: "pm_card_visa_chargeDeclined");
        await _shop.Settle();
        await _shop.Retry("pm_card_visa");
        await _shop.Settle();
        Assert.Equal(["awaitingPayment", "paymentFailed", "awaitingPayment", "paid"], Statuses());
        Assert.Single(_measured, each => each.StartsWith("orders.payment.duration", StringComparison.Ordinal));
    }

    public void Dispose() => _listener.Dispose();

    private IEnumerable<string> Statuses() => _measured.Where(each => each.StartsWith("orders.changed", StringComparison.Ordinal)).Select(each => each.Split('=')[1]);

    private void Measured<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (_here.Value)
        {
            _measured.Enqueue($"{instrument.Name} {value} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}");
        }
    }
}
