using System.ComponentModel.DataAnnotations;

namespace Serverless.Workflows.Reports;

/// <summary>Which days are compared: the settings <c>Reports__*</c>.</summary>
public sealed class ReportSettings
{
    /// <summary>
    /// <c>Reports__Days</c>: how many days back a report is computed again each day. A hold lives seven days, so that eight see the end of
    /// most payments.
    /// </summary>
    [Range(1, ReadingReports.MostDays, ErrorMessage = "Reports__Days should be a whole number from 1 to 92.")]
    public int Days { get; init; } = 8;

    /// <summary><c>Reports__FreshFor</c>: how long a report is left as it is, when nothing in it differs.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "7.00:00:00", ErrorMessage = "Reports__FreshFor should be between 01:00:00 and 7.00:00:00.")]
    public TimeSpan FreshFor { get; init; } = TimeSpan.FromHours(20);
}
