namespace Serverless.Workflows.Reports;

/// <summary>What we recorded against what the provider says, for the payments whose intents the provider made on one day.</summary>
/// <param name="Day">The day, UTC.</param>
/// <param name="ComputedAt">When the two were compared.</param>
/// <param name="Currencies">The sums, by currency.</param>
/// <param name="Differences">Orders that differ, at most <see cref="MostDifferences"/> of them.</param>
/// <param name="OrdersThatDiffer">How many differ.</param>
public sealed record DayReport(
    DateOnly Day,
    DateTimeOffset ComputedAt,
    IReadOnlyList<CurrencyReport> Currencies,
    IReadOnlyList<Difference> Differences,
    int OrdersThatDiffer)
{
    /// <summary>How many orders a report names: with more of them, something is wrong that names do not explain.</summary>
    public const int MostDifferences = 1000;
}

/// <summary>One currency.</summary>
/// <param name="Currency">The currency, as ISO 4217 writes it.</param>
/// <param name="Ours">What we recorded.</param>
/// <param name="Theirs">What the provider says.</param>
public sealed record CurrencyReport(string Currency, Sums Ours, Sums Theirs);

/// <summary>An order on which the two do not agree. A side that has no such payment is missing.</summary>
public sealed record Difference(DateOnly Day, string OrderId, string? PaymentIntent = null, Books? Ours = null, Books? Theirs = null);
