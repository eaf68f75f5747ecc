using FsCheck;
using FsCheck.Fluent;
using Serverless.Domain.Orders;
using Serverless.Domain.Payments;

namespace Serverless.Workflows.Tests.Conservation;

/// <summary>
/// What must always be true, whatever happens in whatever order: requests, messages that overtake each other or come twice, lost
/// answers, crashes, banks that take their time.
/// </summary>
public class ConservationTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(3_000).WithStartSize(40).WithEndSize(150).WithReplay(20260301, 1);

    [Theory]
    [InlineData(CaptureMode.Automatic)]
    [InlineData(CaptureMode.Manual)]
    public void Money_is_conserved_and_every_order_comes_to_rest(CaptureMode mode) => Check.One(Thorough, Prop.ForAll(Numbers.Any, numbers =>
    {
        var script = new Script(numbers);
        var world = new World(script, mode);
        while (!script.IsUsedUp)
        {
            world.Step();
            AmountsAreWithinTheirLimits(world);
        }

        world.Settle();
        AmountsAreWithinTheirLimits(world);
        TheRecordsSayWhatTheProviderDid(world);
        TheOrderIsAtRest(world);
    }));

    private static void AmountsAreWithinTheirLimits(World world)
    {
        var (order, payment) = (world.Order!.Facts.Payment, world.Payment?.Facts);
        Assert.False(order.Refundable.MinorUnits < 0);
        Assert.InRange(world.Bank.Taken, 0, 4000);
        if (payment is null)
            return;
        Assert.True(payment.Totals.Captured <= payment.Totals.Authorized);
        Assert.True(payment.Totals.Refunded <= payment.Totals.Captured);
        if (payment.Pending is { Kind: OperationKind.Refund } refund)
            Assert.True(refund.Amount <= payment.Totals.Kept);
    }

    private static void TheRecordsSayWhatTheProviderDid(World world)
    {
        Assert.Equal(world.Bank.Kept, world.Payment!.Facts.Totals.Kept.MinorUnits);
        Assert.Equal(world.Bank.Kept, world.Order!.Facts.Payment.Totals.Kept.MinorUnits);
        if (world.Order is Order.Cancelled or Order.Expired or Order.PaymentFailed or Order.Refunded)
            Assert.Equal((0, 0), (world.Bank.Held, world.Bank.Kept));
    }

    private static void TheOrderIsAtRest(World world)
    {
        Assert.Empty(world.Waiting);
        Assert.Null(world.Payment!.Pending);
        Assert.IsNotType<Order.Cancelling>(world.Order);
        Assert.True(world.Order!.Facts.Payment.PendingRefunds.IsZero);
    }
}
