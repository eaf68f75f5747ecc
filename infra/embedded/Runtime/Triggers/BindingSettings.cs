using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Serverless.Embedded.Host;

namespace Serverless.Embedded.Triggers;

/// <summary>Resolves what bindings name: <c>%Setting%</c> inside names, and connections.</summary>
internal sealed partial class BindingSettings(IConfiguration configuration)
{
    /// <summary>Replaces each <c>%Setting%</c> by the setting's value.</summary>
    /// <exception cref="BindingException">A setting is missing.</exception>
    public string Expand(string function, string parameter, string text) =>
        text.Contains('%', StringComparison.Ordinal)
            ? Placeholder().Replace(text, match => configuration[match.Groups[1].Value] is { Length: > 0 } value
                ? value
                : throw new BindingException(function, parameter, $"the setting '{match.Groups[1].Value}' that '{text}' names is missing"))
            : text;

    /// <summary>The connection string in the setting <paramref name="name"/>, which defaults to the official setting of the binding's kind.</summary>
    /// <exception cref="BindingException">The setting is missing.</exception>
    public string Connection(string function, string parameter, string? name, string defaultName)
    {
        name = string.IsNullOrEmpty(name) ? defaultName : Expand(function, parameter, name);
        if (configuration[$"AzureWebJobs{name}"] is { Length: > 0 } prefixed)
        {
            return prefixed;
        }
        if (configuration[name] is { Length: > 0 } value)
        {
            return value;
        }
        throw new BindingException(function, parameter, configuration.GetSection(name).GetChildren().Any()
            ? $"the connection '{name}' is identity-based, which the embedded runtime does not support; set '{name}' to a connection string"
            : $"the setting '{name}' is missing; it should hold the connection string");
    }

    [GeneratedRegex("%([^%]+)%", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
