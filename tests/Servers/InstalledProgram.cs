using Serverless.RunningApp;

namespace Serverless.Servers;

/// <summary>
/// A program that is none of ours. Where it is missing, the test that asks for it is skipped with a reason, or fails where the environment
/// says <c>REQUIRE_SERVERS=true</c>, as <c>make check</c> does.
/// </summary>
internal static class InstalledProgram
{
    private static readonly string[] OfThisCheckout = [".local/servers", ".local/servers/node_modules/.bin"];

    /// <summary>Where it is: in the path, or where <c>tests/Servers/install.sh</c> puts it.</summary>
    public static string Find(string program)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Concat(OfThisCheckout.Select(folder => Path.Combine(RepositoryRoot.Folder, folder)));
        if (folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists) is { } path)
        {
            return path;
        }
        var missing = $"{program} is not installed: tests/Servers/install.sh does it.";
        if (Environment.GetEnvironmentVariable("REQUIRE_SERVERS") == "true")
        {
            Assert.Fail(missing);
        }
        Assert.Skip(missing);
        return program;
    }
}
