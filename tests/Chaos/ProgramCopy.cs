using System.Text.RegularExpressions;
using Serverless.RunningApp;

namespace Serverless.Chaos;

/// <summary>The built application with other locks on its messages: nothing else of what it is deployed with changes.</summary>
internal static partial class ProgramCopy
{
    public static string WithLocks(string duration, string folder)
    {
        var built = AppProcess.Built("functions");
        foreach (var path in Directory.EnumerateFiles(built, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(built, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }
        var resources = Path.Combine(folder, "resources.json");
        File.WriteAllText(resources, LockDuration().Replace(File.ReadAllText(resources), $"\"lockDuration\": \"{duration}\""));
        return folder;
    }

    [GeneratedRegex("\"lockDuration\": \"[^\"]*\"")]
    private static partial Regex LockDuration();
}
