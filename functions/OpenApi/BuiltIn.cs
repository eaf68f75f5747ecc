using System.Reflection;

namespace Serverless.Functions.OpenApi;

/// <summary>The files that are built into this assembly.</summary>
internal static class BuiltIn
{
    public static IEnumerable<string> Names => Assembly.GetExecutingAssembly().GetManifestResourceNames();

    public static string Read(string name)
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} was not built in.");
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }
}
