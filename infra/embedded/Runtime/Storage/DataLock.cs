namespace Serverless.Embedded.Storage;

/// <summary>Keeps every other process off a data folder, until it is disposed or the process ends, however that happens.</summary>
internal sealed class DataLock : IDisposable
{
    private readonly FileStream _file;

    private DataLock(string path, FileStream file) => (DataPath, _file) = (path, file);

    /// <summary>The data file that it is for.</summary>
    public string DataPath { get; }

    /// <summary>Takes the lock of a folder, which is made when missing; null when another has it.</summary>
    public static DataLock? TryTake(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = PathIn(folder);
        try
        {
            return new(path, new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <exception cref="DataFileException">Another has it.</exception>
    public static DataLock Take(string folder) => TryTake(folder) ?? throw Taken(folder);

    /// <summary>What is thrown when another process has the lock, and nothing is to be had from that process.</summary>
    public static DataFileException Taken(string folder) => new(
        $"The data file {PathIn(folder)} is in use by another process. Stop that process, or set Embedded__DataPath to another folder.");

    public void Dispose() => _file.Dispose();

    private static string PathIn(string folder) => Path.Combine(Path.GetFullPath(folder), DataFile.Name);
}
