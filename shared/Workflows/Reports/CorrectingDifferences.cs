using Serverless.Contracts;
using Serverless.Workflows.Messaging;

namespace Serverless.Workflows.Reports;

/// <summary>
/// Follows up what a report found: an order that has ended stands still for good, so that nobody else looks again whether the provider
/// refunded it, or took a refund back, and its notice was lost.
/// </summary>
public sealed class CorrectingDifferences(IMessageBus bus)
{
    /// <summary>
    /// Has each payment that differs compared once more and corrected. What the provider does not know stays for people to explain; what
    /// still differs tomorrow is asked for again then.
    /// </summary>
    public Task Correct(DayReport report, CancellationToken stop) => bus.Send(
        Entities.PaymentCommands,
        [.. report.Differences.Where(difference => difference.Theirs is not null).Select(difference => Review(difference, report.ComputedAt))],
        stop);

    private static BusMessage Review(Difference difference, DateTimeOffset computedAt)
    {
        var message = new ReviewPayment(difference.OrderId, $"The report of {difference.Day:yyyy-MM-dd} differs from the provider's records.");
        return new(
            $"review-{difference.OrderId}-{computedAt.ToUnixTimeMilliseconds()}", Messages.SubjectOf(message), difference.OrderId, Messages.Write(message));
    }
}
