using FsCheck;
using FsCheck.Fluent;
using Serverless.Domain.Payments;
using Serverless.Domain.Tests.Orders;
using static Serverless.Domain.Tests.Payments.GivenPayment;

namespace Serverless.Domain.Tests.Payments;

public class LedgerTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(2_000).WithStartSize(10).WithEndSize(60).WithReplay(20260301, 1);

    // An array's own generator divides its size among the elements, so that long ones are nearly all zeros.
    private static readonly Arbitrary<int[]> Numbers = Gen.Choose(0, 1_000_000).ArrayOf().ToArbitrary();

    // Everything that can be asked or learned, with amounts that fit, exceed, and come to nothing.
    private static readonly PaymentCommand[] Commands =
    [
        .. from attempt in Enumerable.Range(1, 3) select Charge(attempt),
        AskVoid,
        .. from amount in new[] { 1, 2500, 4000, 4001 } select new PaymentCommand.Capture(Given.Eur(amount), Noon),
        .. from number in Enumerable.Range(1, 3) from amount in new[] { 700, 4000 } select Refund(number, amount),
        .. from status in Enum.GetValues<IntentStatus>() from captured in new[] { 2500, 4000 } from isAnswer in new[] { true, false }
           select Record(status, captured) with { IsAnswer = isAnswer },
        .. from id in Enumerable.Range(1, 3) from status in Enum.GetValues<PaymentRefundStatus>() select Refunding($"re_{id}", id, 700, status),
        .. from status in Enum.GetValues<PaymentRefundStatus>() select Refunding("re_dashboard", null, 400, status),
        .. from id in new[] { "dp_1", "dp_2" } from status in Enum.GetValues<DisputeStatus>() select Disputing(status, id, 900),
        new PaymentCommand.LoseAnswer(Doubt.AnswerLost, Noon),
        new PaymentCommand.LoseAnswer(Doubt.ServerError, Noon),
        new PaymentCommand.Refuse(Given.Declined, Noon),
        new PaymentCommand.Abandon(Noon),
    ];

    [Fact]
    public void Every_ledger_sums_to_zero_and_agrees_with_the_totals_whatever_happens() => Check.One(Thorough, Prop.ForAll(Numbers, numbers =>
    {
        Payment? payment = null;
        foreach (var number in numbers)
        {
            // Of what can happen: most commands are rejected in most states, and would seldom lead anywhere.
            Decision<PaymentEvent>.Happens[] next =
                [.. Commands.Select(command => Payment.Decide(payment, command)).OfType<Decision<PaymentEvent>.Happens>()];
            if (next.Length == 0)
                break;
            var happens = next[(number & int.MaxValue) % next.Length];
            var before = payment?.Facts.Ledger.Entries ?? [];
            payment = happens.Events.Aggregate(payment, Payment.Apply)!;
            Assert.Equal(before, payment.Facts.Ledger.Entries.Take(before.Count));
            SumsToZero(payment.Facts.Ledger);
            AgreesWithTheTotals(payment);
        }
    }));

    [Fact]
    public void The_lines_of_every_entry_sum_to_zero() => Assert.All(
        Given40Captured30Refunded10.Facts.Ledger.Entries, entry => Assert.Equal(0, entry.Lines.Sum(line => line.Amount.MinorUnits)));

    [Fact]
    public void A_part_captured_and_a_part_of_it_given_back_are_booked_with_time_cause_and_version() => Assert.Equal(
        [
            new LedgerEntry(Account.Customer, Account.Authorized, Given.Eur(4000), Noon, "charge 1", 2),
            new LedgerEntry(Account.Authorized, Account.Captured, Given.Eur(3000), Noon, "capture", 4),
            new LedgerEntry(Account.Authorized, Account.Released, Given.Eur(1000), Noon, "capture", 4),
            new LedgerEntry(Account.Captured, Account.Refunded, Given.Eur(1000), Noon, "event evt_1", 5),
        ],
        Given40Captured30Refunded10.Facts.Ledger.Entries);

    [Fact]
    public void A_void_releases_what_was_held() =>
        Assert.Equal(Given.Eur(4000), Authorized.After(AskVoid).After(Answer(IntentStatus.Canceled)).Facts.Ledger.Balance(Account.Released));

    [Fact]
    public void A_refund_that_fails_late_is_booked_back() =>
        Assert.Equal(Given.Eur(4000), Refunded.After(Refunding("re_1", 1, 4000, PaymentRefundStatus.Failed)).Facts.Ledger.Balance(Account.Captured));

    [Fact]
    public void A_dispute_takes_money_when_it_is_opened_and_gives_it_back_when_it_is_won()
    {
        var inquiry = Captured.After(Disputing(DisputeStatus.Inquiry));
        var open = inquiry.After(Disputing(DisputeStatus.Open));
        Assert.Equal([0L, 4000L, 0L, 4000L], Disputed(inquiry, open, open.After(Disputing(DisputeStatus.Won)), open.After(Disputing(DisputeStatus.Lost))));

        static IEnumerable<long> Disputed(params Payment[] payments) => payments.Select(payment => payment.Facts.Ledger.Balance(Account.Disputed).MinorUnits);
    }

    private static Payment Given40Captured30Refunded10 => ((Payment?)null)
        .After(Charge())
        .After(Answer(IntentStatus.RequiresCapture, capturable: 4000) with { Cause = "charge 1" })
        .After(new PaymentCommand.Capture(Given.Eur(3000), Noon))
        .After(Answer(IntentStatus.Succeeded, received: 3000) with { Cause = "capture" })
        .After(Refunding("re_1", null, 1000) with { Cause = "event evt_1" });

    private static PaymentCommand.ObserveIntent Record(IntentStatus status, long captured) => Read(
        status, status == IntentStatus.RequiresCapture ? 4000 : 0, status == IntentStatus.Succeeded ? captured : 0);

    private static void SumsToZero(Ledger ledger) =>
        Assert.Equal(0, Enum.GetValues<Account>().Sum(account => ledger.Balance(account).MinorUnits));

    private static void AgreesWithTheTotals(Payment payment)
    {
        var (ledger, totals) = (payment.Facts.Ledger, payment.Facts.Totals);
        Assert.Equal(totals.Refunded, ledger.Balance(Account.Refunded));
        Assert.Equal(totals.Captured, ledger.Balance(Account.Captured) + ledger.Balance(Account.Refunded) + ledger.Balance(Account.Disputed));
        Assert.Equal(payment is Payment.Authorized ? totals.Authorized.MinorUnits : 0, ledger.Balance(Account.Authorized).MinorUnits);
    }
}
