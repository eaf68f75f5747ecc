using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Workflows.Reports;

namespace Serverless.Functions.Reports;

/// <summary>Compares our payments with the provider's for the days that are due. A run that fails is made up for by the next.</summary>
public sealed partial class ComputeReports(ComputingReports reports, ILogger<ComputeReports> log)
{
    [Function(nameof(ComputeReports))]
    public async Task Run([TimerTrigger("%ReportSchedule%")] TimerInfo timer, CancellationToken stop)
    {
        var run = await reports.ComputeDue(stop);
        foreach (var report in run.Computed.Where(report => report.OrdersThatDiffer > 0))
        {
            BooksDiffer(log, report.Day, report.OrdersThatDiffer);
        }
        if (run.Outage is { } outage)
        {
            DaysNotCompared(log, outage);
        }
    }

    [LoggerMessage(5001, LogLevel.Error, "Some days could not be compared, and will be the next time")]
    private static partial void DaysNotCompared(ILogger log, Exception outage);

    [LoggerMessage(5002, LogLevel.Error, "{Day}: {Orders} orders differ from what the payment provider says")]
    private static partial void BooksDiffer(ILogger log, DateOnly day, int orders);
}
