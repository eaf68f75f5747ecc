namespace Serverless.RunningApp;

/// <summary>The checkout that this program was built from.</summary>
internal static class RepositoryRoot
{
    public static string Folder { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Serverless.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("Serverless.sln is in no folder above this program.");
        }
        return folder.FullName;
    }
}
