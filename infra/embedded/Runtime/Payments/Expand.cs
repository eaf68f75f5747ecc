namespace Serverless.Embedded.Payments;

/// <summary>The parameter <c>expand[]</c>.</summary>
internal static class Expand
{
    /// <summary>Whether the one expandable property is to be expanded; asking for another is an error.</summary>
    public static bool Read(Parameters read, string expandable)
    {
        if (read.Entries("expand") is not { } wanted)
        {
            return false;
        }
        foreach (var property in wanted.Where(property => property != expandable))
        {
            read.Fail(ApiError.NotSimulated($"Expanding '{property}'", "expand"));
        }
        return true;
    }
}
