using System.Diagnostics;
using Serverless.Architecture.Tests;
using Serverless.Servers;

namespace Serverless.Infrastructure.Tests.Made;

/// <summary>The Bicep compiler, on a copy of <c>infra</c> that a test may change.</summary>
internal sealed class Compiler : IDisposable
{
    private readonly string _program = InstalledProgram.Find("bicep");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bicep");

    public Compiler()
    {
        Copy(Repository.PathOf("infra/azure"), Path.Combine(_folder.FullName, "azure"));
        File.Copy(Repository.PathOf("infra/resources.json"), Path.Combine(_folder.FullName, "resources.json"));
    }

    public string PathOf(string relative) => Path.Combine(_folder.FullName, "azure", relative);

    /// <summary>What it says about a parameter file and all templates behind it; nothing where there is no fault.</summary>
    public Task<string> Check(string parameters) => Run("build-params", PathOf(parameters), "--outfile", PathOf("checked.json"));

    /// <summary>Evaluates a deployment as far as that goes without a subscription, and lists beside the parameters what would be made.</summary>
    /// <returns>What it says: warnings, or why it lists nothing.</returns>
    public Task<string> Evaluate(string parameters) => Run("snapshot", PathOf(parameters), "--mode", "overwrite", "--location", "westeurope",
        "--subscription-id", "00000000-0000-0000-0000-000000000001", "--tenant-id", "00000000-0000-0000-0000-000000000002");

    /// <summary>Makes a parameter file that is dev's with more at its end.</summary>
    public async Task AddToDev(string parameters, string more) => await File.WriteAllTextAsync(
        PathOf(parameters), $"{await File.ReadAllTextAsync(PathOf("dev.bicepparam"))}\n{more}\n");

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<string> Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(_program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "true",
                ["AUTH_AUTHORITY"] = "https://login.example.com/tenant/v2.0",
                ["AUTH_AUDIENCE"] = "api://orders",
                ["BUDGET_START"] = "2026-12-01",
                ["CONTACT_EMAIL"] = "orders@example.com",
                ["PAYMENT_RETURN_URL"] = "https://shop.example.com/",
            },
        };
        // Whoever deploys from this machine has an environment of their own.
        start.Environment.Remove("AZURE_ENV_NAME");
        start.Environment.Remove("AZURE_LOCATION");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (await output + await errors).Trim();
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
        foreach (var folder in Directory.EnumerateDirectories(from))
        {
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }
}
