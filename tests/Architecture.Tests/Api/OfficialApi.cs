namespace Serverless.Architecture.Tests.Api;

/// <summary>The official assemblies' surface, and how a surface that stands in for it differs.</summary>
/// <remarks>
/// A stand-in may offer less: code that compiles against it must compile against the official packages, not the other way
/// round. So every line must stand in the official file as it is, with two rules more. A type may leave out some of its
/// bases, since a base only adds what the type can be used as. An interface or an abstract method that is left out is
/// reported: a class that implements the smaller contract would not compile against the whole one.
/// </remarks>
internal sealed class OfficialApi(IEnumerable<string> lines)
{
    private readonly HashSet<string> _lines = [.. lines];

    public static OfficialApi Read()
    {
        using var stream = typeof(OfficialApi).Assembly.GetManifestResourceStream("official-api.txt")!;
        using var reader = new StreamReader(stream);
        return new(reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    /// <summary>One sentence for each difference that breaks the promise; empty when it is kept.</summary>
    public IEnumerable<string> Differences(IReadOnlyCollection<string> surface) =>
        surface.Where(line => !Allows(line)).Select(line => "The official API does not have: " + line)
            .Concat(Owed(surface).Except(surface).Select(line => "An implementer owes, but cannot see: " + line));

    private bool Allows(string line) => _lines.Contains(line) ||
        (Parse(line) is { } type && _lines.Select(Parse).Any(official => official is { } whole
            && whole.Declaration == type.Declaration && type.Bases.All(whole.Bases.Contains)));

    private IEnumerable<string> Owed(IReadOnlyCollection<string> surface)
    {
        var types = surface.Select(Parse).OfType<TypeLine>().Select(type => type.Declaration.Split(" : ")).ToDictionary(type => type[0], type => type[1]);
        return _lines.Where(line => Parse(line) is null && types.TryGetValue(Owner(line), out var kind)
            && (kind == "interface" || line.EndsWith(" abstract", StringComparison.Ordinal)));
    }

    /// <summary>The type that a member's line belongs to.</summary>
    private static string Owner(string line)
    {
        var open = line.IndexOf('(', StringComparison.Ordinal);
        var name = line[..(open >= 0 ? open : line.IndexOf(" : ", StringComparison.Ordinal))];
        return name[..name.LastIndexOf('.')];
    }

    private static TypeLine? Parse(string line)
    {
        var parts = line.Split(" <: ");
        var kind = parts[0][(parts[0].IndexOf(" : ", StringComparison.Ordinal) + 3)..];
        return kind is "class" or "abstract class" or "sealed class" or "static class" or "struct" or "interface" or "enum" or "delegate"
            ? new(parts[0], parts.Length == 1 ? [] : SplitBases(parts[1]))
            : null;
    }

    // Commas inside angle brackets part the arguments of one base.
    private static string[] SplitBases(string bases)
    {
        var depth = 0;
        var marked = string.Concat(bases.Select(sign =>
        {
            depth += sign == '<' ? 1 : sign == '>' ? -1 : 0;
            return sign == ',' && depth == 0 ? '\n' : sign;
        }));
        return marked.Split('\n', StringSplitOptions.TrimEntries);
    }

    private sealed record TypeLine(string Declaration, string[] Bases);
}
