namespace Serverless.Embedded.Payments;

/// <summary>The parameters that say how much is paid, and how.</summary>
internal static class IntentParameters
{
    public const long MostPerCharge = 99_999_999;

    public static long Amount(Parameters read)
    {
        if (read.Integer("amount", 1, MostPerCharge) is { } amount)
        {
            return amount;
        }
        read.Required("amount");
        return 0;
    }

    public static string Currency(Parameters read, long amount)
    {
#pragma warning disable CA1308 // Stripe writes currencies in lower case.
        var currency = read.Required("currency").ToLowerInvariant();
#pragma warning restore CA1308
        if (Currencies.LeastCharge(currency) is not { } least)
        {
            read.Fail(ApiError.Invalid($"'{currency}' is not a currency that can be charged.", param: "currency"));
        }
        else if (amount < least)
        {
            read.Fail(ApiError.Invalid($"The least amount is {Currencies.Show(least, currency)}.", "amount_too_small", "amount"));
        }
        return currency;
    }

    public static TestMethod? Method(Parameters read)
    {
        if (read.Text("payment_method") is not { } id)
        {
            return null;
        }
        var method = Known(id);
        if (method is null)
        {
            read.Fail(ApiError.Missing("payment method", id, "payment_method", inPath: false));
        }
        return method;
    }

    public static string? ReturnUrl(Parameters read)
    {
        var url = read.Text("return_url", 2048);
        if (url is not null && !(Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https"))
        {
            read.Fail(ApiError.Invalid("'return_url' must be an absolute http or https address.", "url_invalid", "return_url"));
        }
        return url;
    }

    public static TestMethod? Known(string? id) => id is null ? null : TestMethods.Find(id);
}
