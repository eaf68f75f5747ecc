using System.Buffers;

namespace Serverless.Embedded.Cosmos.Resources;

/// <summary>The rule for the ids of databases, containers and documents.</summary>
internal static class Name
{
    private const int Longest = 255;

    private static readonly SearchValues<char> Forbidden = SearchValues.Create("/\\?#\r\n\t");

    /// <exception cref="Refusal">The id is missing, too long, or holds one of / \ ? #, or ends in a space.</exception>
    public static void Check(string? id)
    {
        if (Fault(id) is { } fault)
        {
            throw Refusal.BadRequest(fault);
        }
    }

    /// <summary>What is wrong with an id; null when nothing is.</summary>
    public static string? Fault(string? id) =>
        string.IsNullOrEmpty(id) ? "The property 'id' is missing, empty or not a string."
        : id.Length > Longest ? $"The id is longer than {Longest} characters."
        : id.AsSpan().IndexOfAny(Forbidden) >= 0 ? "The id holds one of the characters / \\ ? # or a control character."
        : id[^1] == ' ' ? "The id ends in a space."
        : null;
}
