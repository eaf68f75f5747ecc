using System.Globalization;

namespace Serverless.Benchmarks;

/// <summary>Command-line arguments: <c>--name value</c>, and <c>--name</c> alone for a switch.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public Arguments(ReadOnlySpan<string> arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal))
            {
                throw new ArgumentException($"'{arguments[i]}' is not an option.");
            }
            var hasValue = i + 1 < arguments.Length && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal);
            _values[arguments[i][2..]] = hasValue ? arguments[++i] : "";
        }
    }

    public bool Has(string name) => _values.ContainsKey(name);

    public string Text(string name) => _values.TryGetValue(name, out var value) ? value : throw new ArgumentException($"--{name} is missing.");

    public string? Optional(string name) => _values.GetValueOrDefault(name);

    public int Number(string name) => int.Parse(Text(name), CultureInfo.InvariantCulture);

    public double Real(string name) => double.Parse(Text(name), CultureInfo.InvariantCulture);
}
