namespace Serverless.Workflows.Reports;

/// <summary>What some payments come to, in minor units of one currency.</summary>
/// <param name="Count">How many payments.</param>
/// <param name="Authorized">Held, and not taken.</param>
/// <param name="Captured">Taken.</param>
/// <param name="Refunded">Given back.</param>
public sealed record Sums(int Count, long Authorized, long Captured, long Refunded)
{
    /// <summary>Of no payment.</summary>
    public static Sums None { get; } = new(0, 0, 0, 0);

    /// <summary>Taken and not given back.</summary>
    public long Net => Captured - Refunded;

    /// <summary>With more of them.</summary>
    public static Sums operator +(Sums left, Sums right) => new(
        left.Count + right.Count, left.Authorized + right.Authorized, left.Captured + right.Captured, left.Refunded + right.Refunded);
}
