using Serverless.Domain.Payments;
using Serverless.Domain.Tests.Orders;
using static Serverless.Domain.Tests.Payments.GivenPayment;

namespace Serverless.Domain.Tests.Payments;

public class PaymentTests
{
    private static readonly PaymentCommand.Capture CaptureAll = new(Given.Eur(4000), Noon);
    private static readonly PaymentCommand.LoseAnswer LostAnswer = new(Doubt.AnswerLost, Noon);

    [Fact]
    public void Keys_derive_from_the_order_and_what_is_asked()
    {
        var order = Given.Cart.Id;
        Assert.Equal($"charge/{order}/1", Requested.Pending?.Key);
        Assert.Equal($"charge/{order}/2", Failed.After(Charge(attempt: 2)).Pending?.Key);
        Assert.Equal($"capture/{order}/{Authorized.Version}", Authorized.After(CaptureAll).Pending?.Key);
        Assert.Equal($"void/{order}/{Authorized.Version}", Authorized.After(AskVoid).Pending?.Key);
        Assert.Equal($"refund/{order}/7/{Captured.Version}", Captured.After(Refund(7, 100)).Pending?.Key);
    }

    [Fact]
    public void There_is_one_intent_and_a_retry_keeps_it()
    {
        var retried = Failed.After(Charge(attempt: 2));
        Assert.Equal(Pi, retried.Facts.Intent);
        var other = Answer(IntentStatus.Succeeded, received: 4000);
        Assert.Equal("another_intent", retried.Rejection(other with { Intent = other.Intent with { Id = new IntentId("pi_2") } }).Code);
    }

    [Fact]
    public void While_one_operation_is_pending_another_one_waits()
    {
        var capturing = Authorized.After(CaptureAll);
        capturing.Ignores(CaptureAll);
        Assert.True(capturing.Rejection(AskVoid).IsTemporary);
        Assert.True(Captured.After(Refund(1, 100)).Rejection(Refund(2, 100)).IsTemporary);
        Assert.True(Requested.Rejection(AskVoid).IsTemporary);
    }

    [Fact]
    public void A_capture_is_within_what_is_authorized() =>
        Assert.False(Authorized.Rejection(new PaymentCommand.Capture(Given.Eur(4001), Noon)).IsTemporary);

    [Fact]
    public void A_part_captured_is_what_was_taken()
    {
        var captured = Authorized.After(new PaymentCommand.Capture(Given.Eur(3000), Noon)).After(Answer(IntentStatus.Succeeded, received: 3000));
        Assert.Equal(new Totals(Given.Eur(4000), Given.Eur(3000), Given.Eur(0)), captured.Facts.Totals);
        Assert.Null(captured.Pending);
    }

    [Fact]
    public void What_was_proven_not_done_may_be_asked_for_again_with_another_key()
    {
        var refunding = Captured.After(Refund(1, 1500));
        var again = refunding.After(new PaymentCommand.Abandon(Noon)).After(Refund(1, 1500));
        Assert.NotEqual(refunding.Pending?.Key, again.Pending?.Key);
    }

    [Fact]
    public void Doubt_is_a_property_of_the_pending_operation()
    {
        var doubtful = Requested.After(LostAnswer);
        Assert.IsType<Payment.Requested>(doubtful);
        Assert.Equal(Doubt.AnswerLost, doubtful.Pending?.Doubt);
        Assert.Null(doubtful.After(Answer(IntentStatus.Succeeded, received: 4000)).Pending);
    }

    [Fact]
    public void A_server_error_stays_one_because_the_provider_replays_it() => Assert.Equal(
        Doubt.ServerError,
        Requested.After(new PaymentCommand.LoseAnswer(Doubt.ServerError, Noon)).After(LostAnswer).Pending?.Doubt);

    [Fact]
    public void A_key_may_be_repeated_for_23_hours()
    {
        var lost = Requested.After(LostAnswer).Pending!;
        Assert.True(lost.MayRepeat(Noon.AddHours(22.9)));
        Assert.False(lost.MayRepeat(Noon.AddHours(23)));
    }

    [Fact]
    public void After_a_server_error_the_records_are_read_first_and_after_six_the_key_is_not_repeated()
    {
        var error = new PaymentCommand.LoseAnswer(Doubt.ServerError, Noon);
        var doubtful = Requested.After(error);
        Assert.Equal((true, true), (doubtful.Pending!.IsReadFirst, doubtful.Pending.MayRepeat(Noon)));
        for (var more = 0; more < PendingOperation.MaxServerErrors; more++)
            doubtful = doubtful.After(error);
        Assert.Equal((true, false), (doubtful.Pending!.IsReadFirst, doubtful.Pending.MayRepeat(Noon)));
    }

    [Fact]
    public void Absence_is_proof_ten_minutes_after_the_last_try()
    {
        var lost = Requested.After(LostAnswer with { At = Noon.AddHours(1) }).Pending!;
        Assert.False(lost.AbsenceIsProof(Noon.AddMinutes(69)));
        Assert.True(lost.AbsenceIsProof(Noon.AddMinutes(70)));
    }

    [Fact]
    public void While_a_retry_is_in_doubt_the_error_of_the_attempt_before_proves_nothing()
    {
        var doubtful = Failed.After(Charge(attempt: 2)).After(LostAnswer);
        doubtful.Ignores(Read(IntentStatus.RequiresPaymentMethod));
        Assert.IsType<Payment.Failed>(doubtful.After(Answer(IntentStatus.RequiresPaymentMethod)));
    }

    [Fact]
    public void While_the_first_attempt_is_in_doubt_an_error_is_its_own() =>
        Assert.IsType<Payment.Failed>(Requested.After(LostAnswer).After(Read(IntentStatus.RequiresPaymentMethod)));

    [Fact]
    public void An_intent_found_untouched_is_kept_for_the_next_attempt() =>
        Assert.Equal(Pi, Requested.After(LostAnswer).After(new PaymentCommand.Refuse(PaymentFailure.ProviderError, Noon, Pi)).Facts.Intent);

    [Fact]
    public void A_void_that_finds_nothing_closes_the_payment_and_a_later_charge_does_nothing()
    {
        Assert.IsType<Payment.Voided>(Voided);
        Voided.Ignores(Charge());
        Voided.Ignores(Charge(attempt: 2));
    }

    [Fact]
    public void A_void_that_finds_a_closed_intent_is_done() =>
        Assert.IsType<Payment.Voided>(Authorized.After(AskVoid).After(Answer(IntentStatus.Canceled)));

    [Fact]
    public void A_void_stays_pending_while_the_money_is_held_and_ends_when_it_was_taken()
    {
        var voiding = RequiresAction.After(AskVoid);
        Assert.Equal(OperationKind.Void, voiding.After(Read(IntentStatus.RequiresCapture, capturable: 4000)).Pending?.Kind);
        var taken = voiding.After(Read(IntentStatus.Succeeded, received: 4000));
        Assert.Equal((typeof(Payment.Captured), null), (taken.GetType(), taken.Pending));
    }

    [Fact]
    public void A_refused_capture_or_void_leaves_the_payment_as_it_was()
    {
        var refused = Authorized.After(CaptureAll).After(new PaymentCommand.Refuse(Given.Declined, Noon));
        Assert.Equal((typeof(Payment.Authorized), null), (refused.GetType(), refused.Pending));
    }

    [Fact]
    public void What_was_refused_may_be_asked_again_with_another_key_because_the_provider_would_replay_the_refusal()
    {
        var refused = Processing.After(AskVoid);
        var again = refused.After(new PaymentCommand.Refuse(Given.Declined, Noon)).After(AskVoid);
        Assert.NotEqual(refused.Pending?.Key, again.Pending?.Key);
    }

    [Fact]
    public void A_failed_attempt_without_an_intent_is_voided_without_asking()
    {
        var failed = Requested.After(new PaymentCommand.Refuse(Given.Declined, Noon));
        Assert.IsType<Payment.Voided>(failed.After(AskVoid));
        Assert.Equal(OperationKind.Void, Failed.After(AskVoid).Pending?.Kind);
    }

    [Fact]
    public void Every_event_counts() => Assert.Equal(2, Captured.Version);

    [Fact]
    public void Only_a_charge_or_a_void_begins_a_payment() =>
        Assert.Throws<InvalidOperationException>(() => Payment.Apply(null, new PaymentEvent.Lapsed(Noon)));

    [Fact]
    public void Every_event_leads_to_its_state() => Assert.All(Applied, pair => Assert.Equal(pair.State, Payment.Apply(Authorized.After(CaptureAll), pair.Event).GetType()));

    [Fact]
    public void Every_event_can_be_applied() =>
        Assert.Equal(StateTable.Members(typeof(PaymentEvent)), Applied.Select(pair => pair.Event.GetType().Name).Order());

    private static readonly PaymentRefund Returned = new("re_1", null, Given.Eur(0), PaymentRefundStatus.Succeeded);

    private static readonly PendingOperation Operation = new(OperationKind.Capture, 0, Given.Eur(1), "key", Noon, Noon);

    private static readonly (PaymentEvent Event, Type State)[] Applied =
    [
        (new PaymentEvent.ChargeBegan(Given.Cart.Id, Given.Eur(4000), Operation, Noon), typeof(Payment.Requested)),
        (new PaymentEvent.OperationBegan(Operation, Noon), typeof(Payment.Authorized)),
        (new PaymentEvent.AnswerLost(Doubt.AnswerLost, Noon), typeof(Payment.Authorized)),
        (new PaymentEvent.OperationRefused(Given.Declined, Noon), typeof(Payment.Authorized)),
        (new PaymentEvent.ActionRequired(Pi, null, Noon), typeof(Payment.RequiresAction)),
        (new PaymentEvent.ProcessingBegan(Pi, Noon), typeof(Payment.Processing)),
        (new PaymentEvent.Authorized(Pi, Given.Eur(4000), Noon), typeof(Payment.Authorized)),
        (new PaymentEvent.Captured(Pi, Given.Eur(4000), Noon), typeof(Payment.Captured)),
        (new PaymentEvent.Failed(Pi, Given.Declined, Noon), typeof(Payment.Failed)),
        (new PaymentEvent.Voided(Given.Cart.Id, Given.Eur(4000), Noon), typeof(Payment.Voided)),
        (new PaymentEvent.Lapsed(Noon), typeof(Payment.Lapsed)),
        (new PaymentEvent.RefundAccepted(Returned, Noon), typeof(Payment.Authorized)),
        (new PaymentEvent.Refunded(Returned, Noon), typeof(Payment.Refunded)),
        (new PaymentEvent.RefundFailed(Returned, Noon), typeof(Payment.Refunded)),
        (new PaymentEvent.Disputed(new Dispute("dp_1", Given.Eur(1), DisputeStatus.Open, "general"), Noon), typeof(Payment.Authorized)),
    ];
}
