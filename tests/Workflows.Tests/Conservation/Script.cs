namespace Serverless.Workflows.Tests.Conservation;

/// <summary>What chance decides, number by number; zero when it is used up.</summary>
internal sealed class Script(int[] numbers)
{
    private int at;

    public bool IsUsedUp => at >= numbers.Length;

    public int Next(int below) => IsUsedUp ? 0 : (numbers[at++] & int.MaxValue) % below;
}
