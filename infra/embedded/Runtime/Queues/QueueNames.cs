using System.Text.RegularExpressions;

namespace Serverless.Embedded.Queues;

/// <summary>What may be the name of a queue: https://learn.microsoft.com/rest/api/storageservices/naming-queues-and-metadata.</summary>
internal static partial class QueueNames
{
    public const string PoisonSuffix = "-poison";

    public static bool IsValid(string name) => name.Length is >= 3 and <= 63 && Pattern().IsMatch(name);

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
