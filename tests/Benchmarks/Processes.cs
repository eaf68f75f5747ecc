using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Serverless.Benchmarks.Load;

namespace Serverless.Benchmarks;

/// <summary>This program, started again: as the baseline, and as the load generator.</summary>
internal static class Processes
{
    public static Process StartBaseline(int port, string data) => Start($"baseline --port {port} --data {data}");

    public static Process StartSink(int port) => Start($"sink --port {port}");

    /// <summary>Runs the generator to its end.</summary>
    public static async Task<LoadReport> Load(FormattableString arguments)
    {
        using var generator = Start("load " + arguments.ToString(CultureInfo.InvariantCulture));
        var said = await generator.StandardOutput.ReadToEndAsync();
        await generator.WaitForExitAsync();
        var report = generator.ExitCode == 0 ? JsonSerializer.Deserialize<LoadReport>(said)! : throw new InvalidOperationException("The load generator failed.");
        foreach (var (answer, times) in report.Refused)
        {
            Console.WriteLine($"  {times} requests were refused: {answer}");
        }
        return report;
    }

    /// <summary>Megabytes of memory that a process holds.</summary>
    public static double ResidentMegabytes(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
    }

    private static Process Start(string arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(Processes).Assembly.Location, .. arguments.Split(' ')])
        {
            RedirectStandardOutput = true,
        };
        // One thread that waits for sockets and also runs what follows: the least that a generator can cost.
        if (arguments.StartsWith("load", StringComparison.Ordinal))
        {
            start.Environment["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1";
            start.Environment["DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT"] = "1";
        }
        return Process.Start(start)!;
    }
}
