using Microsoft.Extensions.Configuration;

namespace Serverless.Embedded.Host.Settings.HostFile;

/// <summary>
/// A section of <c>host.json</c>. Whoever reads it names every setting that there is, with its range; what nobody named is refused.
/// </summary>
/// <param name="values">What is given.</param>
/// <param name="path">Of the section, with colons; empty for the whole file.</param>
/// <param name="source">Where it is given.</param>
/// <param name="noEffect">Why nothing in it has an effect; null when it has.</param>
internal sealed class HostSection(IConfiguration values, string path, HostSource source, string? noEffect = null)
{
    private readonly Dictionary<string, HostSection> _sections = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _single = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _many = new(StringComparer.OrdinalIgnoreCase);

    public bool IsGiven => values.GetChildren().Any();

    public HostSection Section(string name, string? without = null)
    {
        if (!_sections.TryGetValue(name, out var section))
        {
            _sections[name] = section = new(values.GetSection(name), PathOf(name), source, without ?? noEffect);
        }
        return section;
    }

    /// <param name="name">Of the setting, in this section.</param>
    /// <param name="kind">What it may be.</param>
    /// <param name="fallback">Its value when it is not given.</param>
    /// <param name="without">Why it has no effect here; its value is checked all the same.</param>
    /// <exception cref="SettingsException">It is not what it may be.</exception>
    public T Read<T>(string name, Kind<T> kind, T fallback, string? without = null)
    {
        _single.Add(name);
        Know(name, kind.Range, InWords(fallback), without);
        return values[name] is not { } text ? fallback
            : kind.Parse(text) is (true, var value) ? value
            : throw Invalid(name, text, kind.Range);
    }

    /// <summary>A list of texts; empty when it is not given.</summary>
    public IReadOnlyList<string> List(string name)
    {
        _many.Add(name);
        Know(name, "a list of texts", null, null);
        return [.. values.GetSection(name).GetChildren().Select(child => child.Value).OfType<string>()];
    }

    /// <summary>A section whose names are the user's own.</summary>
    /// <exception cref="SettingsException">One of its settings is not what it may be.</exception>
    public IReadOnlyDictionary<string, string> Map(string name, string range, Func<string, string, bool> isValid)
    {
        _many.Add(name);
        Know(name + ":*", range, null, null);
        return values.GetSection(name).GetChildren().ToDictionary(
            child => child.Key,
            child => child.Value is { } text && isValid(child.Key, text) ? text : throw Invalid($"{name}:{child.Key}", child.Value ?? "", range),
            StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>A setting, or a whole section, that is legal and means nothing here.</summary>
    public void Pass(string name, string reason)
    {
        _many.Add(name);
        Know(name, "anything", null, reason);
    }

    /// <summary>A setting, or a whole section, that is legal and cannot be honoured here.</summary>
    /// <exception cref="SettingsException">It is given.</exception>
    public void Refuse(string name, string reason)
    {
        _many.Add(name);
        Know(name, $"absent: {reason}", null, null);
        if (values.GetSection(name).Exists())
        {
            throw Unsupported(name, reason);
        }
    }

    /// <summary>Refuses what nobody has named, here and in the sections below: a setting without effect is a mistake.</summary>
    /// <exception cref="SettingsException">There is such a setting.</exception>
    public void RefuseUnknown()
    {
        foreach (var child in values.GetChildren().Where(child => !_many.Contains(child.Key)))
        {
            if (_sections.TryGetValue(child.Key, out var section))
            {
                if (child.Value is { Length: > 0 } text)
                {
                    throw Invalid(child.Key, text, "a section of settings");
                }
                section.RefuseUnknown();
            }
            else if (!_single.Contains(child.Key))
            {
                throw new SettingsException($"{source.Name(PathOf(child.Key))} is no setting that the embedded runtime knows. "
                    + $"Here it knows {string.Join(", ", _single.Concat(_many).Concat(_sections.Keys).Order(StringComparer.Ordinal))}.");
            }
            else if (child.GetChildren().Any())
            {
                throw new SettingsException($"{source.Name(PathOf(child.Key))} should be one value, not a section or a list.");
            }
        }
    }

    public SettingsException Unsupported(string name, string reason) =>
        new($"{source.Name(PathOf(name))} is not supported by the embedded runtime: {reason}.");

    public SettingsException Invalid(string name, string text, string range) =>
        new($"{source.Name(PathOf(name))} is '{text}'; it should be {range}.");

    private void Know(string name, string range, string? fallback, string? without) =>
        source.Known.Add(new(HostSource.Dotted(PathOf(name)), range, fallback, without ?? noEffect));

    private static string? InWords<T>(T value) => value switch
    {
        bool flag => flag ? "true" : "false",
        TimeSpan span => Kind.InWords(span),
        _ => value?.ToString(),
    };

    private string PathOf(string name) => path.Length == 0 ? name : $"{path}:{name}";
}
