using Serverless.Embedded.Host.Settings;

namespace Serverless.Embedded.Host.Tests;

/// <summary>A folder with the files that a test writes, gone at the end.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("host-tests-");

    public string Path => _folder.FullName;

    public SettingsFiles Files => new(Path, Path);

    public TemporaryFolder With(string name, string content)
    {
        File.WriteAllText(System.IO.Path.Combine(Path, name), content);
        return this;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
