using System.Text.RegularExpressions;
using Serverless.RunningApp;

namespace Serverless.Client.Tests.Tour;

/// <summary>The commands that the README tells its readers to type.</summary>
internal static class Readme
{
    private static readonly string Text = System.IO.File.ReadAllText(Path.Combine(RepositoryRoot.Folder, "README.md"));

    private static readonly Regex File = new(@"^cat > (\S+) <<'(\w+)'\n(.*?)^\2\n", RegexOptions.Multiline | RegexOptions.Singleline);

    /// <summary>The files that a section lets its readers write, by name.</summary>
    public static IReadOnlyDictionary<string, string> Files(string heading) =>
        File.Matches(Section(heading)).ToDictionary(file => file.Groups[1].Value, file => file.Groups[3].Value);

    /// <summary>The commands of a section's shell blocks: each a line, whatever it was wrapped to, without comments and files.</summary>
    public static IReadOnlyList<string> Commands(string heading) =>
    [
        .. from block in Regex.Matches(File.Replace(Section(heading), ""), "^```sh\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)
           from line in block.Groups[1].Value.Replace("\\\n", " ").Split('\n')
           let command = Regex.Replace(line, @"\s+", " ").Trim()
           where command.Length > 0 && command[0] != '#'
           select command,
    ];

    /// <summary>The curl commands that stand in running text.</summary>
    public static IReadOnlyList<string> Mentioned() =>
        [.. Regex.Matches(Text, "(?<!`)`(curl [^`]+)`").Select(match => Regex.Replace(match.Groups[1].Value, @"\s+", " "))];

    // A section ends where the next heading begins, of whatever level.
    private static string Section(string heading) =>
        Regex.Match(Text, $@"^#+ {Regex.Escape(heading)}\n(.*?)(?=^##|\z)", RegexOptions.Multiline | RegexOptions.Singleline) is { Success: true } found
            ? found.Groups[1].Value
            : throw new InvalidOperationException($"The README has no section '{heading}'.");
}
