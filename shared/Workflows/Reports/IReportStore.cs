namespace Serverless.Workflows.Reports;

/// <summary>Where reports are kept, one for each day. Outages throw.</summary>
public interface IReportStore
{
    /// <summary>Writes the report of a day, over an earlier one.</summary>
    Task Save(DayReport report, CancellationToken stop);

    /// <summary>The reports that there are, from one day to another, both included, in their order.</summary>
    Task<IReadOnlyList<DayReport>> Read(DateOnly from, DateOnly to, CancellationToken stop);
}
