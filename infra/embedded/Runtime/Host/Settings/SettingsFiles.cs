namespace Serverless.Embedded.Host.Settings;

/// <summary>Finds the host's files as Core Tools does: in the output folder, else from the current folder upwards.</summary>
internal sealed class SettingsFiles(string outputFolder, string currentFolder)
{
    public static SettingsFiles Default { get; } = new(AppContext.BaseDirectory, Directory.GetCurrentDirectory());

    /// <summary>The first that exists of the names, each looked for everywhere before the next; null when none does.</summary>
    public string? Find(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            foreach (var folder in Folders())
            {
                if (Path.Combine(folder, name) is var path && File.Exists(path))
                {
                    return path;
                }
            }
        }
        return null;
    }

    private IEnumerable<string> Folders()
    {
        yield return outputFolder;
        for (var folder = new DirectoryInfo(currentFolder); folder is not null; folder = folder.Parent)
        {
            yield return folder.FullName;
        }
    }
}
