using System.Diagnostics;

namespace Serverless.Embedded.Cosmos.Tests;

/// <summary>The setting that makes the SDK plan queries is read once in a process, so these tests run again in a process of their own.</summary>
public class When_the_SDK_plans_the_queries_itself
{
    private const string Setting = "AZURE_COSMOS_USE_QUERY_PLAN_INTEROP_LINUX";

    private static readonly Type[] Tests =
    [
        typeof(When_documents_are_queried), typeof(When_a_composite_index_fits_the_query), typeof(When_results_are_grouped),
        typeof(When_a_partition_key_has_levels),
    ];

    [Fact]
    public async Task The_same_queries_have_the_same_results()
    {
        if (Environment.GetEnvironmentVariable(Setting) == "true")
        {
            return;
        }
        var start = new ProcessStartInfo(Environment.ProcessPath!,
            [typeof(When_the_SDK_plans_the_queries_itself).Assembly.Location, .. Tests.SelectMany(tests => new[] { "-class", tests.FullName! })])
        {
            Environment = { [Setting] = "true" },
            RedirectStandardOutput = true,
        };
        if (!Path.GetFileNameWithoutExtension(start.FileName).Equals("dotnet", StringComparison.Ordinal))
        {
            start.FileName = "dotnet";
        }
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output);
    }
}
