using Serverless.Domain.Payments;

namespace Serverless.Workflows.Reports;

/// <summary>Our payments by the day of the first line in their ledger, UTC. Outages throw.</summary>
public interface IRecordedPayments
{
    /// <summary>The payments of a day, in any order. One without a line has no money, and no day.</summary>
    IAsyncEnumerable<Payment> Booked(DateOnly day, CancellationToken stop);
}
