using Serverless.Domain.Orders;
using Serverless.Domain.Payments;

namespace Serverless.Domain.Tests.Orders;

public class OrderTableTests
{
    private static readonly StateTable Table = new(
        """
        command              | (none)          | AwaitingPayment | Confirmed     | Paid       | PaymentFailed   | Cancelling | Cancelled  | Expired    | Refunded
        Place                | AwaitingPayment | =               | =             | =          | =               | =          | =          | =          | =
        RetryPayment         | x               | x               | x             | x          | AwaitingPayment | x          | x          | x          | x
        Capture              | x               | x               | Confirmed     | x          | x               | x          | x          | x          | x
        Cancel               | x               | Cancelling      | Cancelling    | Cancelling | Cancelled       | =          | =          | x          | x
        Expire               | x               | Cancelling      | x             | x          | Expired         | x          | x          | =          | x
        Refund               | x               | x               | x             | Paid       | x               | x          | x          | x          | x
        RequireAction        | x               | AwaitingPayment | x             | x          | x               | Cancelling | Cancelled  | Expired    | x
        Processing           | x               | AwaitingPayment | x             | x          | x               | Cancelling | Cancelled  | Expired    | x
        ConfirmAuthorization | x               | Confirmed       | Confirmed     | x          | Cancelling      | Cancelling | Cancelling | Cancelling | x
        ConfirmCapture       | x               | Paid            | Paid          | Paid       | Cancelling      | Cancelling | Cancelling | Cancelling | x
        FailPayment          | x               | PaymentFailed   | x             | x          | PaymentFailed   | Cancelled  | Cancelled  | Expired    | x
        AuthorizationLapsed  | x               | PaymentFailed   | PaymentFailed | x          | PaymentFailed   | Cancelled  | Cancelled  | Expired    | x
        ConfirmVoid          | x               | x               | x             | x          | PaymentFailed   | Cancelled  | Cancelled  | Expired    | x
        ConfirmRefund        | x               | Refunded        | Refunded      | Refunded   | PaymentFailed   | Cancelled  | Cancelled  | Expired    | Refunded
        FailRefund           | x               | x               | x             | Paid       | x               | Cancelling | Cancelling | Cancelling | Paid
        """);

    private static readonly Dictionary<string, Order?> States = new Order?[]
    {
        null, Given.Placed, Given.Confirmed, Given.Paid, Given.PaymentFailed, Given.Cancelling, Given.Cancelled, Given.Expired, Given.Refunded,
    }.ToDictionary(order => order?.GetType().Name ?? StateTable.None);

    private static readonly Dictionary<string, OrderCommand> Commands = new OrderCommand[]
    {
        new OrderCommand.Place(Given.Cart),
        new OrderCommand.RetryPayment(Given.Key("retry-1"), Given.Mastercard, Given.Noon),
        new OrderCommand.Capture(Given.Eur(3000), Given.Noon),
        new OrderCommand.Cancel(Given.Noon),
        new OrderCommand.Expire(Given.Noon),
        new OrderCommand.Refund(Given.Key("refund-1"), Given.Eur(1000), Given.Noon),
        new OrderCommand.RequireAction(Given.Report(9), new NextAction("redirect_to_url", "https://bank.example/3ds"), Given.Noon),
        new OrderCommand.Processing(Given.Report(9), Given.Noon),
        new OrderCommand.ConfirmAuthorization(Given.Report(9, 4000), Given.Noon),
        new OrderCommand.ConfirmCapture(Given.Report(9, 4000, 4000), Given.Noon),
        new OrderCommand.FailPayment(Given.Report(9), Given.Declined, Given.Noon),
        new OrderCommand.AuthorizationLapsed(Given.Report(9), Given.Noon),
        new OrderCommand.ConfirmVoid(Given.Report(9), Given.Noon),
        new OrderCommand.ConfirmRefund(Given.Report(9, 4000, 4000, 4000), Given.Noon),
        new OrderCommand.FailRefund(Given.Report(9, 4000, 4000, refunds: new SettledRefund(1, Given.Eur(1000), Given.Declined)), Given.Noon),
    }.ToDictionary(command => command.GetType().Name);

    public static TheoryData<string, string> Pairs => Table.Pairs;

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Every_command_leads_where_the_table_says(string state, string command) =>
        Assert.Equal(Table[state, command], StateTable.Cell(States[state], Order.Decide(States[state], Commands[command]), Order.Apply));

    [Fact]
    public void The_table_lists_every_state_and_every_command()
    {
        Assert.Equal(StateTable.Members(typeof(Order)).Append(StateTable.None).Order(), Table.States.Order());
        Assert.Equal(StateTable.Members(typeof(OrderCommand)), Table.Commands.Order());
    }

    [Fact]
    public void What_was_applied_changes_nothing_the_second_time() => Assert.All(
        Table.Pairs.Where(pair => States[pair.Data.Item1] is not null && Order.Decide(States[pair.Data.Item1], Commands[pair.Data.Item2]) is Decision<OrderEvent>.Happens),
        pair => States[pair.Data.Item1]!.After(Commands[pair.Data.Item2]).Ignores(Commands[pair.Data.Item2]));

    [Fact]
    public void An_older_report_changes_nothing_in_any_state() => Assert.All(
        from order in States.Values
        where order is not null
        from command in Commands.Values.OfType<OrderCommand.Reported>()
        select (order, command with { Payment = command.Payment with { Version = order.Facts.Payment.Version } }),
        pair => pair.order.Ignores(pair.Item2));
}
