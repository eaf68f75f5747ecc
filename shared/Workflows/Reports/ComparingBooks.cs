using System.Diagnostics;
using System.Runtime.CompilerServices;
using Serverless.Domain.Orders;
using Serverless.Domain.Payments;
using Serverless.Workflows.Payments;

namespace Serverless.Workflows.Reports;

/// <summary>
/// Compares our payments of a day with the provider's. The day is that of the provider's intent, UTC: our own clock may have seen the
/// payment begin on another. Where the two seem to differ, both are read once more, one by one: what is under way is no difference.
/// </summary>
internal sealed class ComparingBooks(IRecordedPayments recorded, IPaymentStore payments, IPaymentGateway gateway, TimeProvider clock)
{
    /// <summary>Compares one day. Throws when a store or the provider is out.</summary>
    public async Task<DayReport> Of(DateOnly day, CancellationToken stop)
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
        DateTimeOffset from, DateTimeOffset until, [EnumeratorCancellation] CancellationToken stop)
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
        var theirs = await Recorded(intent, stop) is { } record ? Books.Of(record) : listed;
        return (Of((await payments.Find(order, stop))?.State), theirs);
    }

    // What the provider made on another day is in that day's report.
    private async Task<bool> IsUnknownToProvider(Payment payment, CancellationToken stop) =>
        payment.Facts.Intent is not { } intent || await Recorded(intent, stop) is null;

    /// <summary>What the provider knows of an intent; null when that is nothing.</summary>
    private async Task<ProviderRecord?> Recorded(IntentId intent, CancellationToken stop) => await gateway.Read(intent, stop) switch
    {
        RecordLookup.Found found => found.Record,
        RecordLookup.Absent => null,
        RecordLookup.Unavailable no => throw new OutageException($"The payment provider did not say what it knows: {no.Reason}", no.RetryAfter),
        _ => throw new UnreachableException(),
    };

    private static Books? Of(Payment? payment) => payment is null ? null : Books.Of(payment);

    private static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
