using Serverless.Domain.Orders;
using Serverless.Domain.Payments;

namespace Serverless.Workflows.Reports;

/// <summary>Adds up one day, order by order.</summary>
internal sealed class DayTally(DateOnly day)
{
    private readonly SortedDictionary<string, CurrencyReport> currencies = new(StringComparer.Ordinal);
    private readonly List<Difference> differences = [];
    private int differing;

    public void Add(OrderId order, IntentId? intent, Books? ours, Books? theirs)
    {
        if (ours is not null)
            Change(ours.Currency, sums => sums with { Ours = sums.Ours + ours.Sums });
        if (theirs is not null)
            Change(theirs.Currency, sums => sums with { Theirs = sums.Theirs + theirs.Sums });
        if (ours == theirs)
            return;

        if (differing++ < DayReport.MostDifferences)
            differences.Add(new Difference(day, order.Value, intent?.Value, ours, theirs));
    }

    public DayReport Report(DateTimeOffset computedAt) => new(day, computedAt, [.. currencies.Values], differences, differing);

    private void Change(string currency, Func<CurrencyReport, CurrencyReport> change) =>
        currencies[currency] = change(currencies.GetValueOrDefault(currency, new CurrencyReport(currency, Sums.None, Sums.None)));
}
