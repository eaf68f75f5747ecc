namespace Serverless.Embedded.Payments;

/// <summary>The parameters <c>created[…]</c> of a list; both ends are Unix seconds and belong to it.</summary>
internal readonly record struct CreatedWindow(long From, long To)
{
    private const long Most = long.MaxValue - 1;

    public static CreatedWindow Read(Parameters read) => new(
        Math.Max(read.Integer("created[gte]", 0, Most) ?? 0, read.Integer("created[gt]", 0, Most) + 1 ?? 0),
        Math.Min(read.Integer("created[lte]", 0, Most) ?? long.MaxValue, read.Integer("created[lt]", 0, Most) - 1 ?? long.MaxValue));
}
