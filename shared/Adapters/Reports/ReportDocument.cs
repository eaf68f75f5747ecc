using System.Globalization;
using Serverless.Workflows.Reports;

namespace Serverless.Adapters.Reports;

/// <summary>The report of a day as it is stored, under its day.</summary>
internal sealed record ReportDocument(string Id, int SchemaVersion, DayReport Report)
{
    public const int CurrentSchema = 1;

    public static string IdOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static ReportDocument Of(DayReport report) => new(IdOf(report.Day), CurrentSchema, report);

    public DayReport ToDomain() => SchemaVersion == CurrentSchema
        ? Report
        : throw new NotSupportedException($"The report of {Id} has schema {SchemaVersion}; {CurrentSchema} is known.");
}
