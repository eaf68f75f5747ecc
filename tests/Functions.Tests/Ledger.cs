namespace Serverless.Functions.Tests;

internal static class Ledger
{
    /// <summary>What the provider did with money for an order, in its order, in minor units.</summary>
    public static IEnumerable<(string Kind, long Amount)> Movements(this Shop shop, string order) =>
        shop.Services.Payments!.Ledger.Read(order: order).Select(entry => (entry.Kind.ToString(), entry.Amount));
}
