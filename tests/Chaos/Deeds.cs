namespace Serverless.Chaos;

/// <summary>What people do with an order once it is accepted.</summary>
internal static class Deeds
{
    public static Task Nothing(Shop shop, Promise promise) => Task.CompletedTask;

    public static Task CancelAtOnce(Shop shop, Promise promise) => shop.Cancel(promise);

    public static async Task CancelOncePaid(Shop shop, Promise promise)
    {
        await shop.WaitFor(promise, "paid");
        await shop.Cancel(promise);
    }

    public static async Task CancelOnceHeld(Shop shop, Promise promise)
    {
        await shop.WaitFor(promise, "confirmed");
        await shop.Cancel(promise);
    }

    public static Task CaptureAll(Shop shop, Promise promise) => Capture(shop, promise, total => total);

    public static Task CapturePart(Shop shop, Promise promise) => Capture(shop, promise, total => total / 2);

    public static async Task CaptureAndCancelAtOnce(Shop shop, Promise promise)
    {
        if (await shop.WaitFor(promise, "confirmed") is { } order)
        {
            await Task.WhenAll(shop.Capture(promise, order.Total), shop.Cancel(promise));
        }
    }

    public static async Task CaptureAndRefundPart(Shop shop, Promise promise)
    {
        await CaptureAll(shop, promise);
        await RefundPart(shop, promise);
    }

    public static async Task ApproveAndCapture(Shop shop, Promise promise)
    {
        await Approve(shop, promise);
        await CaptureAll(shop, promise);
    }

    public static async Task RefundPart(Shop shop, Promise promise)
    {
        if (await shop.WaitFor(promise, "paid") is { } order)
        {
            await shop.Refund(promise, order.Total / 3, "first");
        }
    }

    public static async Task RefundTwoPartsAtOnce(Shop shop, Promise promise)
    {
        if (await shop.WaitFor(promise, "paid") is { } order)
        {
            await Task.WhenAll(shop.Refund(promise, order.Total / 3, "first"), shop.Refund(promise, order.Total / 4, "second"));
        }
    }

    public static async Task RefundAll(Shop shop, Promise promise)
    {
        if (await shop.WaitFor(promise, "paid") is { } order)
        {
            await shop.Refund(promise, order.Total, "all");
        }
    }

    public static async Task RefundAndCancelAtOnce(Shop shop, Promise promise)
    {
        if (await shop.WaitFor(promise, "paid") is { } order)
        {
            await Task.WhenAll(shop.Refund(promise, order.Total / 2, "half"), shop.Cancel(promise));
        }
    }

    public static async Task PayWithAnotherCard(Shop shop, Promise promise)
    {
        if (await shop.WaitFor(promise, "paymentFailed") is not null)
        {
            await shop.PayWith(promise, "pm_card_visa");
        }
    }

    public static Task Approve(Shop shop, Promise promise) => Decide(shop, promise, "approve");

    public static Task Refuse(Shop shop, Promise promise) => Decide(shop, promise, "refuse");

    public static async Task ApproveAndCancelAtOnce(Shop shop, Promise promise)
    {
        if (await shop.WaitForAction(promise) is { } page)
        {
            await Task.WhenAll(shop.Cancel(promise), shop.Decide(page, "approve"));
        }
    }

    private static async Task Capture(Shop shop, Promise promise, Func<long, long> part)
    {
        if (await shop.WaitFor(promise, "confirmed") is { } order)
        {
            await shop.Capture(promise, part(order.Total));
        }
    }

    private static async Task Decide(Shop shop, Promise promise, string decision)
    {
        if (await shop.WaitForAction(promise) is { } page)
        {
            await shop.Decide(page, decision);
        }
    }
}
