using Serverless.Domain.Payments;
using Serverless.Simulation.Engine;
using Serverless.Workflows;
using Serverless.Workflows.Reports;

namespace Serverless.Simulation.Services;

/// <summary>Where reports are kept, and the payments that they are about.</summary>
internal sealed class SimulatedReports(SimulatedContainer<Payment> payments, Network network) : IReportStore, IRecordedPayments
{
    private readonly SortedDictionary<DateOnly, DayReport> kept = [];

    public async Task Save(DayReport report, CancellationToken stop)
    {
        if (await network.Reach("write reports", () => kept[report.Day] = report) != Reply.Done)
            throw new OutageException("reports did not answer.");
    }

    public async Task<IReadOnlyList<DayReport>> Read(DateOnly from, DateOnly to, CancellationToken stop)
    {
        IReadOnlyList<DayReport> found = [];
        if (await network.Reach("read reports", () => found = [.. kept.Values.Where(report => report.Day >= from && report.Day <= to)]) != Reply.Done)
            throw new OutageException("reports did not answer.");
        return found;
    }

    public async IAsyncEnumerable<Payment> Booked(DateOnly day, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        foreach (var payment in await payments.Query(payment =>
            payment.Facts.Ledger.Entries is [var first, ..] && DateOnly.FromDateTime(first.At.UtcDateTime) == day))
            yield return payment;
    }
}
