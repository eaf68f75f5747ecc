using System.Diagnostics;
using Serverless.Contracts;
using Serverless.Domain.Orders;
using Serverless.Domain.Payments;
using Serverless.Workflows.Messaging;
using Serverless.Workflows.Payments;

namespace Serverless.Workflows.Reports;

/// <summary>
/// Compares our payments with the provider's, day by day. A day is that of the provider's intent, UTC: our own clock may have seen the
/// payment begin on another. Where the two seem to differ, both are read once more, one by one: what is under way is no difference.
/// Payments that differ are sent for review.
/// </summary>
public sealed class ComputingReports(
    IReportStore reports, IRecordedPayments recorded, IPaymentStore payments, IPaymentGateway gateway, IMessageBus bus,
    ReportOptions options, TimeProvider clock)
{
    /// <summary>
    /// Computes the days that are due: those of late that have no report, or an old one. Each is kept as soon as it is done, so that a
    /// run that is cut short loses one day's work; one that cannot be compared does not keep the others from it.
    /// </summary>
    public async Task<ReportRun> ComputeDue(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var yesterday = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-1);
        var known = await reports.Read(yesterday.AddDays(1 - options.Days), yesterday, stop);
        var fresh = known.Where(report => now - report.ComputedAt < options.FreshFor).Select(report => report.Day).ToHashSet();
        var computed = new List<DayReport>();
        OutageException? outage = null;
        foreach (var day in Enumerable.Range(0, options.Days).Select(back => yesterday.AddDays(-back)).Where(day => !fresh.Contains(day)))
        {
            try
            {
                var report = await Compute(day, stop);
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

    // Where the provider knows otherwise, the payment is corrected by the one who does that: a report only reads.
    private static BusMessage Review(Difference difference, DateTimeOffset computedAt)
    {
        var message = new ReviewPayment(difference.OrderId, $"The books of {difference.Day:yyyy-MM-dd} differ from the provider's.");
        return new($"review-{difference.OrderId}-{computedAt.ToUnixTimeMilliseconds()}", Messages.SubjectOf(message), difference.OrderId, Messages.Write(message));
    }

    private async Task<DayReport> Compute(DateOnly day, CancellationToken stop)
    {
        var (from, until) = (Midnight(day), Midnight(day.AddDays(1)));
        var ours = new Dictionary<OrderId, Payment>();
        await foreach (var payment in recorded.Booked(day, stop))
            ours[payment.Order] = payment;

        var tally = new DayTally(day);
        await foreach (var listed in Listed(from, until, stop))
        {
            if (listed.Order is not { } order)
                continue; // Somebody else uses the same account.

            ours.Remove(order, out var payment);
            payment ??= (await payments.Find(order, stop))?.State;
            var (our, their) = (Of(payment), Books.Of(listed.Intent));
            if (our != their)
                (our, their) = await LookAgain(order, listed.Intent.Id, their, stop);
            if (our is not null || their?.AreEmpty == false)
                tally.Add(order, listed.Intent.Id, our, their);
        }

        foreach (var payment in ours.Values.Where(payment => !Books.Of(payment).AreEmpty))
            if (await IsUnknownToProvider(payment, stop))
                tally.Add(payment.Order, payment.Facts.Intent, Books.Of(payment), null);
        return tally.Report(clock.GetUtcNow());
    }

    private async IAsyncEnumerable<ListedIntent> Listed(
        DateTimeOffset from, DateTimeOffset until, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        for (string? cursor = null; ;)
        {
            if (await gateway.List(new IntentWindow(from, until, cursor), stop) is not IntentListing.Page page)
                throw new OutageException("The payment provider does not list its intents.");
            foreach (var intent in page.Intents)
                yield return intent;
            if (page.Next is null)
                yield break;
            cursor = page.Next;
        }
    }

    // Theirs first: what happens in between is then ours to know already, or no news to either.
    private async Task<(Books? Ours, Books? Theirs)> LookAgain(OrderId order, IntentId intent, Books listed, CancellationToken stop)
    {
        var theirs = await gateway.Read(intent, stop) switch
        {
            RecordLookup.Found found => Books.Of(found.Record),
            RecordLookup.Absent => listed,
            RecordLookup.Unavailable no => throw new OutageException($"The payment provider did not say what it knows: {no.Reason}", no.RetryAfter),
            _ => throw new UnreachableException(),
        };
        return (Of((await payments.Find(order, stop))?.State), theirs);
    }

    // What the provider made on another day is in that day's report.
    private async Task<bool> IsUnknownToProvider(Payment payment, CancellationToken stop) => payment.Facts.Intent is not { } intent
        || await gateway.Read(intent, stop) switch
        {
            RecordLookup.Found => false,
            RecordLookup.Absent => true,
            RecordLookup.Unavailable no => throw new OutageException($"The payment provider did not say what it knows: {no.Reason}", no.RetryAfter),
            _ => throw new UnreachableException(),
        };

    private static Books? Of(Payment? payment) => payment is null ? null : Books.Of(payment);

    private static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}

/// <summary>What was computed, newest day first, and why other days could not be: a store or the provider is out.</summary>
public sealed record ReportRun(IReadOnlyList<DayReport> Computed, OutageException? Outage);
