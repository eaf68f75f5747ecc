using System.Globalization;
using System.Xml;
using Microsoft.Extensions.Configuration;
using Serverless.Embedded.Host.Settings;

namespace Serverless.Embedded.Triggers;

/// <summary>Reads one section under <c>extensions</c> of host.json; whoever reads it names every setting that it knows, the rest is refused.</summary>
internal sealed class ExtensionSettings(IConfigurationSection section)
{
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);

    public int Integer(string name, int fallback, int least, int most) =>
        Text(name) is not { } text ? fallback
        : int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value
        : throw Invalid(name, text, $"a whole number from {least} to {most}");

    public bool Flag(string name, bool fallback) =>
        Text(name) is not { } text ? fallback
        : bool.TryParse(text, out var value) ? value
        : throw Invalid(name, text, "true or false");

    /// <summary>A time span as .NET writes it (00:05:00) or as ISO 8601 does (PT5M).</summary>
    public TimeSpan Span(string name, TimeSpan fallback) =>
        Text(name) is not { } text ? fallback
        : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= TimeSpan.Zero ? value
        : Iso8601(text) ?? throw Invalid(name, text, "a time span such as 00:05:00");

    public string Choice(string name, params string[] choices) =>
        Text(name) is not { } text ? choices[0]
        : choices.FirstOrDefault(choice => choice.Equals(text, StringComparison.OrdinalIgnoreCase))
            ?? throw Invalid(name, text, string.Join(" or ", choices));

    /// <summary>Settings that are legal in host.json and mean nothing to the embedded runtime.</summary>
    public void WithoutEffect(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            _known.Add(name);
        }
    }

    /// <summary>Refuses what nobody asked for: a setting without effect is a mistake.</summary>
    public void RefuseUnknown()
    {
        foreach (var setting in section.GetChildren())
        {
            if (!_known.Contains(setting.Key))
            {
                throw new SettingsException(
                    $"host.json: extensions.{section.Key}.{setting.Key} is not supported by the embedded runtime; it knows {string.Join(", ", _known)}.");
            }
        }
    }

    public string? Text(string name)
    {
        _known.Add(name);
        return section[name];
    }

    private static TimeSpan? Iso8601(string text)
    {
        try
        {
            return text.StartsWith('P') ? XmlConvert.ToTimeSpan(text) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private SettingsException Invalid(string name, string text, string expected) =>
        new($"host.json: extensions.{section.Key}.{name} is '{text}'; it should be {expected}.");
}
