using System.Globalization;

namespace Serverless.Workflows.Reports;

/// <summary>Reads what was compared, for operators.</summary>
public sealed class ReadingReports(IReportStore reports)
{
    /// <summary>The longest time that one request can ask for.</summary>
    public const int MostDays = 92;

    /// <summary>Adds up the reports from one day to another, both included: UTC days, as <c>2026-03-01</c>.</summary>
    public async Task<ReconciliationResult> Reconciliation(string? from, string? to, CancellationToken stop)
    {
        var errors = new List<InvalidField>();
        var (first, last) = (Day(from, "from", errors), Day(to, "to", errors));
        if (errors.Count == 0 && last < first)
            errors.Add(new InvalidField("to", "out_of_range", "to is the last day: not before from."));
        if (errors.Count == 0 && last.DayNumber - first.DayNumber >= MostDays)
            errors.Add(new InvalidField("to", "out_of_range", $"At most {MostDays} days."));
        return errors.Count > 0
            ? new ReconciliationResult.Invalid(errors)
            : new ReconciliationResult.Done(ReconciliationView.Of(first, last, await reports.Read(first, last, stop)));
    }

    private static DateOnly Day(string? text, string name, List<InvalidField> errors)
    {
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            errors.Add(new InvalidField(name, "invalid_day", "A day like 2026-03-01."));
        return day;
    }
}

/// <summary>What came of asking for a reconciliation.</summary>
public abstract record ReconciliationResult
{
    private ReconciliationResult() { }

    /// <summary>Here it is.</summary>
    public sealed record Done(ReconciliationView View) : ReconciliationResult;

    /// <summary>The days are wrong.</summary>
    public sealed record Invalid(IReadOnlyList<InvalidField> Errors) : ReconciliationResult;
}
