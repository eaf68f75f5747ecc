using System.Runtime.InteropServices;

namespace Serverless.Embedded.Host.Tests;

public class When_native_code_frees_memory
{
    private const int Blocks = 200_000;
    private const int BlockSize = 512;

    [Fact]
    public async Task It_goes_back_to_the_system_within_a_minute()
    {
        Assert.SkipUnless(RuntimeInformation.RuntimeIdentifier.StartsWith("linux-", StringComparison.Ordinal)
            && !RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal), "Only the GNU C library can be asked.");
        var clock = new TimerClock();
        using var freed = new FreedMemory(clock);
        await freed.StartAsync(CancellationToken.None);
        var last = FreeAllButTheLast();
        try
        {
            var before = Environment.WorkingSet;
            clock.Advance(TimeSpan.FromMinutes(1));
            Assert.True(before - Environment.WorkingSet > Blocks * BlockSize / 2, $"{before} bytes before, {Environment.WorkingSet} after");
        }
        finally
        {
            Marshal.FreeHGlobal(last);
        }
    }

    /// <summary>A block that is in use at the end keeps the library from giving back what is before it.</summary>
    private static nint FreeAllButTheLast()
    {
        var blocks = new nint[Blocks];
        for (var i = 0; i < Blocks; i++)
        {
            blocks[i] = Marshal.AllocHGlobal(BlockSize);
            for (var at = 0; at < BlockSize; at += sizeof(long))
            {
                Marshal.WriteInt64(blocks[i], at, i);
            }
        }
        foreach (var block in blocks.AsSpan(..^1))
        {
            Marshal.FreeHGlobal(block);
        }
        return blocks[^1];
    }
}
