using Serverless.Contracts;
using Serverless.Workflows.Messaging;
using Serverless.Workflows.Payments;

namespace Serverless.Workflows.Reports;

/// <summary>Keeps a report for each of the last days, and has the payments that differ reviewed.</summary>
public sealed class ComputingReports(
    IReportStore reports, IRecordedPayments recorded, IPaymentStore payments, IPaymentGateway gateway, IMessageBus bus,
    ReportSettings settings, TimeProvider clock)
{
    private static readonly TimeSpan AfterReview = TimeSpan.FromMinutes(30);

    private readonly ComparingBooks books = new(recorded, payments, gateway, clock);

    /// <summary>
    /// Computes the days that are due: those of late that have no report, or an old one. Each is kept as soon as it is done, so that a
    /// run that is cut short loses one day's work; one that cannot be compared does not keep the others from it.
    /// </summary>
    public async Task<ReportRun> ComputeDue(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var yesterday = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-1);
        var known = await reports.Read(yesterday.AddDays(1 - settings.Days), yesterday, stop);
        var fresh = known.Where(report => IsFresh(report, now)).Select(report => report.Day).ToHashSet();
        var computed = new List<DayReport>();
        OutageException? outage = null;
        foreach (var day in Enumerable.Range(0, settings.Days).Select(back => yesterday.AddDays(-back)).Where(day => !fresh.Contains(day)))
        {
            try
            {
                var report = await books.Of(day, stop);
                await reports.Save(report, stop);
                await bus.Send(Entities.PaymentCommands, [.. report.Differences.Select(each => Review(each, report.ComputedAt))], stop);
                computed.Add(report);
            }
            catch (OutageException failed)
            {
                outage ??= failed;
            }
        }

        return new ReportRun(computed, outage);
    }

    // Where something differs, the review may have corrected it: the report should not say so for a day.
    private bool IsFresh(DayReport report, DateTimeOffset now) =>
        now - report.ComputedAt < (report.OrdersThatDiffer == 0 ? settings.FreshFor : AfterReview);

    // Where the provider knows otherwise, the payment is corrected by the one who does that: a report only reads.
    private static BusMessage Review(Difference difference, DateTimeOffset computedAt)
    {
        var message = new ReviewPayment(difference.OrderId, $"The books of {difference.Day:yyyy-MM-dd} differ from the provider's.");
        return new($"review-{difference.OrderId}-{computedAt.ToUnixTimeMilliseconds()}", Messages.SubjectOf(message), difference.OrderId, Messages.Write(message));
    }
}

/// <summary>What was computed, newest day first, and why other days could not be: a store or the provider is out.</summary>
public sealed record ReportRun(IReadOnlyList<DayReport> Computed, OutageException? Outage);
