namespace Serverless.Crash.Tests;

public class When_the_process_is_killed_under_load(KilledUnderLoad run) : IClassFixture<KilledUnderLoad>
{
    [Fact]
    public void It_dies_in_the_middle_of_requests() => Assert.NotEqual(0, run.Unanswered);

    [Fact]
    public void Every_accepted_order_is_there_and_has_ended() => Assert.Equal(run.Promises, run.Outcomes.Select(outcome => outcome.Promise));

    [Fact]
    public void Only_a_declined_card_ends_unpaid() => Assert.All(run.Outcomes, outcome =>
        Assert.Equal(outcome.Promise.Order.PaymentMethod.Contains("Declined", StringComparison.Ordinal) ? "paymentFailed" : "paid", outcome.Status));

    [Fact]
    public void Each_paid_order_is_charged_exactly_once_and_for_its_total() => Assert.Equal(
        run.Outcomes.Where(outcome => outcome.Status == "paid")
            .Select(outcome => (outcome.Promise.Id, outcome.Total, outcome.Currency)).Order(),
        run.Ledger.Where(entry => entry.Kind == "charge")
            .Select(entry => (entry.Order, entry.Amount, entry.Currency.ToUpperInvariant())).Order());

    [Fact]
    public void Money_moves_in_no_other_way() => Assert.All(run.Ledger, entry => Assert.Equal("charge", entry.Kind));

    [Fact]
    public void The_same_request_sent_again_gets_the_same_order() => Assert.Equal(run.Promises.Select(promise => promise.Location), run.Repeated);
}
