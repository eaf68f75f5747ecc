using Serverless.Domain.Payments;
using Serverless.Domain.Tests.Orders;

namespace Serverless.Domain.Tests.Payments;

public class PaymentTableTests
{
    // Requested has its charge pending; the others have nothing pending.
    private static readonly StateTable Table = new(
        """
        command                    | (none)    | Requested      | RequiresAction | Processing     | Authorized | Captured | Failed         | Voided     | Lapsed     | Refunded
        Charge                     | Requested | =              | =              | =              | =          | =        | =              | =          | =          | =
        Charge again               | Requested | x              | Requested      | x              | =          | =        | Requested      | =          | =          | =
        Capture                    | x         | x              | x              | x              | Authorized | =        | x              | =          | =          | =
        Void                       | Voided    | x              | RequiresAction | Processing     | Authorized | =        | Failed         | =          | =          | =
        Refund                     | x         | x              | x              | x              | x          | Captured | x              | x          | x          | =
        ObserveIntent succeeded    | x         | Captured       | Captured       | Captured       | Captured   | =        | Captured       | Captured   | Captured   | =
        ObserveIntent held         | x         | Authorized     | Authorized     | Authorized     | =          | =        | Authorized     | Authorized | Authorized | =
        ObserveIntent needs action | x         | RequiresAction | =              | RequiresAction | =          | =        | RequiresAction | =          | =          | =
        ObserveIntent processing   | x         | Processing     | Processing     | =              | =          | =        | Processing     | =          | =          | =
        ObserveIntent failed       | x         | Failed         | Failed         | Failed         | =          | =        | =              | =          | =          | =
        ObserveIntent canceled     | x         | Lapsed         | Lapsed         | Lapsed         | Lapsed     | =        | Lapsed         | =          | =          | =
        ObserveRefund sent back    | x         | x              | x              | x              | x          | Captured | x              | x          | x          | =
        ObserveRefund accepted     | x         | x              | x              | x              | x          | Captured | x              | x          | x          | =
        ObserveRefund failed       | x         | x              | x              | x              | x          | Captured | x              | x          | x          | Captured
        ObserveDispute             | x         | x              | x              | x              | x          | Captured | x              | x          | x          | Refunded
        LoseAnswer                 | x         | Requested      | x              | x              | x          | x        | x              | x          | x          | x
        Refuse                     | x         | Failed         | x              | x              | x          | x        | x              | x          | x          | x
        Abandon                    | x         | x              | x              | x              | x          | x        | x              | x          | x          | x
        """);

    private static readonly Dictionary<string, Payment?> States = new Payment?[]
    {
        null, GivenPayment.Requested, GivenPayment.RequiresAction, GivenPayment.Processing, GivenPayment.Authorized,
        GivenPayment.Captured, GivenPayment.Failed, GivenPayment.Voided, GivenPayment.Lapsed, GivenPayment.Refunded,
    }.ToDictionary(payment => payment?.GetType().Name ?? StateTable.None);

    private static readonly Dictionary<string, PaymentCommand> Commands = new()
    {
        ["Charge"] = GivenPayment.Charge(),
        ["Charge again"] = GivenPayment.Charge(attempt: 2),
        ["Capture"] = new PaymentCommand.Capture(Given.Eur(3000), Given.Noon),
        ["Void"] = GivenPayment.AskVoid,
        ["Refund"] = GivenPayment.Refund(1, 1000),
        ["ObserveIntent succeeded"] = GivenPayment.Read(IntentStatus.Succeeded, received: 4000),
        ["ObserveIntent held"] = GivenPayment.Read(IntentStatus.RequiresCapture, capturable: 4000),
        ["ObserveIntent needs action"] = GivenPayment.Read(IntentStatus.RequiresAction),
        ["ObserveIntent processing"] = GivenPayment.Read(IntentStatus.Processing),
        ["ObserveIntent failed"] = GivenPayment.Read(IntentStatus.RequiresPaymentMethod),
        ["ObserveIntent canceled"] = GivenPayment.Read(IntentStatus.Canceled),
        ["ObserveRefund sent back"] = GivenPayment.Refunding("re_1", 1, 1000),
        ["ObserveRefund accepted"] = GivenPayment.Refunding("re_1", 1, 1000, PaymentRefundStatus.Pending),
        ["ObserveRefund failed"] = GivenPayment.Refunding("re_1", 1, 1000, PaymentRefundStatus.Failed),
        ["ObserveDispute"] = GivenPayment.Disputing(DisputeStatus.Open),
        ["LoseAnswer"] = new PaymentCommand.LoseAnswer(Doubt.AnswerLost, Given.Noon),
        ["Refuse"] = new PaymentCommand.Refuse(Given.Declined, Given.Noon),
        ["Abandon"] = new PaymentCommand.Abandon(Given.Noon),
    };

    public static TheoryData<string, string> Pairs => Table.Pairs;

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Every_command_leads_where_the_table_says(string state, string command) =>
        Assert.Equal(Table[state, command], StateTable.Cell(States[state], Payment.Decide(States[state], Commands[command]), Payment.Apply));

    [Fact]
    public void The_table_lists_every_state_every_command_and_every_status_of_an_intent()
    {
        Assert.Equal(StateTable.Members(typeof(Payment)).Append(StateTable.None).Order(), Table.States.Order());
        Assert.Equal(StateTable.Members(typeof(PaymentCommand)), Table.Commands.Select(row => row.Split(' ')[0]).Distinct().Order());
        Assert.Equal(Enum.GetValues<IntentStatus>().Order(), Commands.Values.OfType<PaymentCommand.ObserveIntent>().Select(read => read.Intent.Status).Order());
    }

    [Fact]
    public void What_was_asked_before_changes_nothing_the_second_time() => Assert.All(
        from state in States.Values
        from command in Commands.Values
        where command is not (PaymentCommand.LoseAnswer or PaymentCommand.Refuse) && Payment.Decide(state, command) is Decision<PaymentEvent>.Happens
        select (state, command),
        pair => pair.state.After(pair.command).Ignores(pair.command));
}
