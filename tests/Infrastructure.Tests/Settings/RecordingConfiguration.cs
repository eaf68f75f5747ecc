using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace Serverless.Infrastructure.Tests.Settings;

/// <summary>What was asked of a configuration.</summary>
internal sealed class Asked
{
    /// <summary>The settings whose values were read, as <c>Section:Name</c>.</summary>
    public HashSet<string> Settings { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The path of the section whose changes were asked for last.</summary>
    public string? LastWatched { get; set; }
}

/// <summary>A configuration that remembers what was asked of it.</summary>
internal class RecordingConfiguration(IConfiguration inner, string path, Asked asked) : IConfiguration
{
    protected Asked Asked => asked;

    public string? this[string key]
    {
        get
        {
            asked.Settings.Add(path == "" ? key : $"{path}:{key}");
            return inner[key];
        }
        set => inner[key] = value;
    }

    public IEnumerable<IConfigurationSection> GetChildren() => inner.GetChildren().Select(child => new RecordingSection(child, asked));

    public IConfigurationSection GetSection(string key) => new RecordingSection(inner.GetSection(key), asked);

    public IChangeToken GetReloadToken()
    {
        asked.LastWatched = path;
        return inner.GetReloadToken();
    }
}

internal sealed class RecordingSection(IConfigurationSection inner, Asked asked)
    : RecordingConfiguration(inner, inner.Path, asked), IConfigurationSection
{
    public string Key => inner.Key;

    public string Path => inner.Path;

    public string? Value
    {
        get
        {
            Asked.Settings.Add(inner.Path);
            return inner.Value;
        }
        set => inner.Value = value;
    }
}
