namespace Serverless.Benchmarks.Parts;

/// <summary>How long to look, how many orders make many, and whether the payment provider sends notices of its own.</summary>
internal sealed record Scale(
    int Starts, int WarmUpOrders, double Seconds, double SteadySeconds, int FewOrders, int OrdersForMemory, int ManyOrders, int ImportRows, string WebhookMode = "never")
{
    public static Scale Full { get; } = new(
        Starts: 5, WarmUpOrders: 20_000, Seconds: 8, SteadySeconds: 20, FewOrders: 1_000, OrdersForMemory: 50_000, ManyOrders: 100_000, ImportRows: 20_000);

    public static Scale Short { get; } = new(
        Starts: 1, WarmUpOrders: 1_000, Seconds: 3, SteadySeconds: 6, FewOrders: 1_000, OrdersForMemory: 3_000, ManyOrders: 5_000, ImportRows: 5_000);
}
