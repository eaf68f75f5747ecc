using Serverless.Domain.Orders;
using Serverless.Domain.Payments;
using Serverless.Workflows.Payments;
using Serverless.Workflows.Reports;
using Serverless.Workflows.Tests.Simulated;

namespace Serverless.Workflows.Tests.Reports;

/// <summary>A shop whose orders are paid on chosen days, and the reports about it.</summary>
internal sealed class Accounts : IRecordedPayments, IReportStore
{
    public static readonly DateOnly March1 = new(2026, 3, 1);

    private readonly SortedDictionary<DateOnly, DayReport> reports = [];

    public Accounts() => Provider = new DatedProvider(Shop.Provider);

    public Shop Shop { get; } = new();

    public DatedProvider Provider { get; }

    public List<DateOnly> Written { get; } = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private ComputingReports Computing => new(this, this, Shop.Payments, Provider, Shop.Bus, new ReportSettings(), Shop.Clock);

    /// <summary>An order of 40.00 EUR is placed and handled now; its intent is made now too, or when it is said.</summary>
    public async Task<OrderId> Pay(string key, DateTimeOffset? created = null, string method = "pm_card_visa")
    {
        await Shop.Place(method, key);
        await Shop.Settle(TimeSpan.FromMinutes(1));
        var order = Shop.Provider.Intents.Keys.Last();
        Provider.Created[order] = created ?? Shop.Clock.Now;
        return order;
    }

    public async Task<IReadOnlyList<DayReport>> Compute()
    {
        var run = await Computing.ComputeDue(Stop);
        Assert.Null(run.Outage);
        return run.Computed;
    }

    public Task<ReportRun> Run() => Computing.ComputeDue(Stop);

    /// <summary>The report of the first of March, computed the day after.</summary>
    public async Task<DayReport> OfMarch1()
    {
        Shop.Clock.Now = new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
        return (await Compute()).Single(report => report.Day == March1);
    }

    public Task<ReconciliationResult> Read(string? from, string? to) => new ReadingReports(this).Reconciliation(from, to, Stop);

    public async IAsyncEnumerable<Payment> Booked(
        DateOnly day, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        await Task.CompletedTask;
        foreach (var payment in Shop.Payments.Store.All.Where(payment =>
            payment.Facts.Ledger.Entries is [var first, ..] && DateOnly.FromDateTime(first.At.UtcDateTime) == day).ToList())
            yield return payment;
    }

    public Task Save(DayReport report, CancellationToken stop)
    {
        Written.Add(report.Day);
        reports[report.Day] = report;
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<DayReport>> Read(DateOnly from, DateOnly to, CancellationToken stop) =>
        Task.FromResult<IReadOnlyList<DayReport>>([.. reports.Values.Where(report => report.Day >= from && report.Day <= to)]);
}

/// <summary>The provider's records by the time of their creation, two to a page.</summary>
internal sealed class DatedProvider(SimulatedProvider provider) : IPaymentGateway
{
    public Dictionary<OrderId, DateTimeOffset> Created { get; } = [];

    /// <summary>Intents that somebody else made in the same account.</summary>
    public List<Intent> Strangers { get; } = [];

    public bool IsOut { get; set; }

    /// <summary>Happens when a page was listed, once.</summary>
    public Func<Task>? AfterPage { get; set; }

    public async Task<IntentListing> List(IntentWindow window, CancellationToken stop)
    {
        if (IsOut)
            return new IntentListing.Unavailable("no route");
        ListedIntent[] all =
        [
            .. Created.Where(each => each.Value >= window.From && each.Value < window.Until)
                .Select(each => new ListedIntent(provider.Intents[each.Key].Record.Intent, each.Key, each.Value)),
            .. Strangers.Select(intent => new ListedIntent(intent, null, window.From)),
        ];
        var after = window.Cursor is null ? 0 : Array.FindIndex(all, listed => listed.Intent.Id.Value == window.Cursor) + 1;
        var page = new IntentListing.Page([.. all.Skip(after).Take(2)], all.Length > after + 2 ? all[after + 1].Intent.Id.Value : null);
        if (AfterPage is { } once)
        {
            AfterPage = null;
            await once();
        }

        return page;
    }

    public Task<RecordLookup> Read(IntentId intent, CancellationToken stop) => provider.Read(intent, stop);

    public Task<GatewayAnswer> Charge(ChargeRequest request, CancellationToken stop) => throw new NotSupportedException("Reports only read.");

    public Task<GatewayAnswer> Capture(CaptureRequest request, CancellationToken stop) => throw new NotSupportedException("Reports only read.");

    public Task<GatewayAnswer> Void(VoidRequest request, CancellationToken stop) => throw new NotSupportedException("Reports only read.");

    public Task<GatewayAnswer> Refund(RefundRequest request, CancellationToken stop) => throw new NotSupportedException("Reports only read.");

    public Task<IntentLookup> Find(IntentQuery query, CancellationToken stop) => throw new NotSupportedException("Reports list.");
}
