namespace Serverless.Adapters.Cosmos;

/// <summary>A place in a list as text: ordered by time, then by id, so that one indexed field sorts, pages and bounds.</summary>
internal static class ListPosition
{
    /// <summary>After every place: a digit is never as large.</summary>
    public const string End = ":";

    public static string Of(DateTimeOffset at, string id) => $"{Of(at)}/{id}";

    /// <summary>Before every place of this instant, and after every place before it.</summary>
    public static string Of(DateTimeOffset at) => $"{at.UtcTicks:D19}";
}
