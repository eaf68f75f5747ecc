using Serverless.RunningApp;

namespace Serverless.Architecture.Tests;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    public static IEnumerable<SourceFile> Sources(params string[] folders) =>
        Files("*.cs", folders).Select(path => new SourceFile(Path.GetRelativePath(RepositoryRoot.Folder, path), File.ReadAllLines(path)));

    public static IEnumerable<string> Projects(params string[] folders) => Files("*.csproj", folders);

    public static string PathOf(string relative) => Path.Combine(RepositoryRoot.Folder, relative);

    private static IEnumerable<string> Files(string pattern, string[] folders) =>
        folders.SelectMany(folder => Directory.EnumerateFiles(PathOf(folder), pattern, SearchOption.AllDirectories))
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));
}

/// <summary>A source file by its path in the repository.</summary>
internal sealed record SourceFile(string Path, string[] Lines)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The lines without their comments; what follows <c>//</c> inside a string is lost too.</summary>
    public IEnumerable<string> Code => Lines.Select(line => line.Split("//")[0]);

    public override string ToString() => Path;
}
