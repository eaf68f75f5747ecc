using System.Globalization;

namespace Serverless.Workflows.Messaging;

/// <summary>
/// The id of a message or of its copy number n, <c>{id}/try/{n}</c>: a copy under the same id would be dropped as a duplicate.
/// </summary>
internal readonly record struct RetryId(string Origin, int Tries)
{
    private const string Separator = "/try/";

    public RetryId Next => this with { Tries = Tries + 1 };

    /// <summary>
    /// From 0 to below 1, evenly spread over ids: FNV-1a, as <see cref="string.GetHashCode()"/> differs in every process.
    /// </summary>
    public double Jitter => ToString().Aggregate(2166136261u, (hash, letter) => (hash ^ letter) * 16777619) / (double)(1L << 32);

    public static RetryId Parse(string messageId)
    {
        var at = messageId.LastIndexOf(Separator, StringComparison.Ordinal);
        return at >= 0
            && int.TryParse(messageId.AsSpan(at + Separator.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var tries)
            ? new RetryId(messageId[..at], tries)
            : new RetryId(messageId, 0);
    }

    public override string ToString() => Tries == 0 ? Origin : $"{Origin}{Separator}{Tries}";
}
