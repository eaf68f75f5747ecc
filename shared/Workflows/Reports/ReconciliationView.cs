namespace Serverless.Workflows.Reports;

/// <summary>What we recorded against what the provider says, over some days.</summary>
/// <param name="From">The first day, UTC.</param>
/// <param name="To">The last day.</param>
/// <param name="ComputedAt">When the oldest of the days was compared; missing when none was.</param>
/// <param name="Currencies">The sums, by currency.</param>
/// <param name="OrdersThatDiffer">How many orders differ.</param>
/// <param name="Differences">The orders that differ: of each day, the first thousand.</param>
/// <param name="Missing">Days that were not compared, or not yet.</param>
public sealed record ReconciliationView(
    DateOnly From,
    DateOnly To,
    DateTimeOffset? ComputedAt,
    IReadOnlyList<CurrencyReport> Currencies,
    int OrdersThatDiffer,
    IReadOnlyList<Difference> Differences,
    IReadOnlyList<DateOnly> Missing)
{
    internal static ReconciliationView Of(DateOnly from, DateOnly to, IReadOnlyList<DayReport> days)
    {
        var known = days.Select(day => day.Day).ToHashSet();
        return new(
            from,
            to,
            days.Count == 0 ? null : days.Min(day => day.ComputedAt),
            [.. days.SelectMany(day => day.Currencies).GroupBy(each => each.Currency).OrderBy(group => group.Key, StringComparer.Ordinal).Select(Sum)],
            days.Sum(day => day.OrdersThatDiffer),
            [.. days.SelectMany(day => day.Differences)],
            [.. Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(from.AddDays).Where(day => !known.Contains(day))]);
    }

    private static CurrencyReport Sum(IGrouping<string, CurrencyReport> days) => new(
        days.Key,
        days.Aggregate(Sums.None, (sum, day) => sum + day.Ours),
        days.Aggregate(Sums.None, (sum, day) => sum + day.Theirs));
}
