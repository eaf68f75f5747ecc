using System.Globalization;
using Serverless.Workflows.Messaging;

namespace Serverless.Workflows.DeadLetters;

/// <summary>
/// The id of a message or of its replay number n, <c>{id}/replay/{n}</c>, either of which may have been tried more than once:
/// <c>{id}/replay/{n}/try/{m}</c>.
/// </summary>
internal readonly record struct ReplayId(string Message, int Replay, int Tries)
{
    private const string Separator = "/replay/";

    public static ReplayId Parse(string messageId)
    {
        var (origin, tries) = RetryId.Parse(messageId);
        var at = origin.LastIndexOf(Separator, StringComparison.Ordinal);
        return at >= 0 && int.TryParse(origin.AsSpan(at + Separator.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var replay)
            ? new ReplayId(origin[..at], replay, tries)
            : new ReplayId(origin, 0, tries);
    }

    public static string Of(string message, int replay) => $"{message}{Separator}{replay}";
}
