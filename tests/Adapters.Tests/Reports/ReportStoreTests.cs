using System.Text.Json;
using Serverless.Adapters.Cosmos;
using Serverless.Adapters.Reports;
using Serverless.Domain.Payments;
using Serverless.Workflows.Payments;
using Serverless.Workflows.Reports;

namespace Serverless.Adapters.Tests.Reports;

public class ReportStoreTests : IAsyncLifetime
{
    private static readonly DateOnly March1 = new(2026, 3, 1);

    private Wires _wires = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _wires = await Wires.Open();

    public ValueTask DisposeAsync() => _wires.DisposeAsync();

    [Fact]
    public async Task Reports_are_read_in_the_order_of_their_days_as_they_were_written_last()
    {
        var store = _wires.Get<IReportStore>();
        foreach (var (day, count) in new[] { (2, 1), (0, 2), (1, 3), (3, 4), (0, 5) })
        {
            await store.Save(Report(March1.AddDays(day), count), Stop);
        }
        var read = await store.Read(March1, March1.AddDays(2), Stop);
        Assert.Equal([(March1, 5), (March1.AddDays(1), 3), (March1.AddDays(2), 1)], read.Select(report => (report.Day, report.OrdersThatDiffer)));
        var (written, first) = (Report(March1, 5), read[0]);
        Assert.Equal(written.Currencies, first.Currencies);
        Assert.Equal(written.Differences, first.Differences);
        Assert.Equal(written.ComputedAt, first.ComputedAt);
    }

    [Fact]
    public async Task Payments_are_found_by_the_day_of_their_first_line()
    {
        var store = _wires.Get<IPaymentStore>();
        var booked = Samples.Payment("cart-1");
        await store.Save(booked, null, [Samples.Message("m-1")], Stop);
        await store.Save(new Payment.Requested(Samples.Payment("cart-2").Facts with { Ledger = Ledger.Empty(booked.Facts.Amount.Currency) }), null, [], Stop);
        Assert.Equal(["cart-1"], await Booked(March1));
        Assert.Empty(await Booked(March1.AddDays(-1)));
        Assert.Empty(await Booked(March1.AddDays(1)));
    }

    [Fact]
    public void Its_document_keeps_its_form() => Assert.Equal(
        """
        {"id":"2026-03-01","schemaVersion":1,"report":{"day":"2026-03-01","computedAt":"2026-03-01T12:00:00+00:00",
        "currencies":[{"currency":"EUR","ours":{"count":2,"authorized":5,"captured":300,"refunded":20,"net":280},"theirs":{"count":1,"authorized":0,"captured":0,"refunded":0,"net":0}}],
        "differences":[{"day":"2026-03-01","orderId":"o-1","paymentIntent":"pi_1","ours":{"currency":"EUR","authorized":0,"captured":100,"refunded":1}}],"ordersThatDiffer":1}}
        """.ReplaceLineEndings(""),
        JsonSerializer.Serialize(ReportDocument.Of(Report(March1, 1)), CosmosJson.Default.ReportDocument));

    private static DayReport Report(DateOnly day, int differ) => new(
        day, Samples.Noon,
        [new CurrencyReport("EUR", new Sums(2, 5, 300, 20), new Sums(1, 0, 0, 0))],
        [new Difference(day, "o-1", "pi_1", new Books("EUR", 0, 100, 1), null)],
        differ);

    private async Task<IReadOnlyList<string>> Booked(DateOnly day)
    {
        var keys = new List<string>();
        await foreach (var payment in _wires.Get<IRecordedPayments>().Booked(day, Stop))
        {
            keys.Add(payment.Order == Samples.Id("cart-1") ? "cart-1" : payment.Order.Value);
        }
        return keys;
    }
}
