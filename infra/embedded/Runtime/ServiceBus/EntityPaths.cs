using Azure.Messaging.ServiceBus;

namespace Serverless.Embedded.ServiceBus;

/// <summary>How the parts of a namespace are addressed. Paths are case-insensitive.</summary>
internal static class EntityPaths
{
    private const string DeadLetterSuffix = "/$DeadLetterQueue";

    public static string Subscription(string topic, string subscription) => $"{topic}/Subscriptions/{subscription}";

    public static string DeadLetters(string path) => path + DeadLetterSuffix;

    public static string Of(string path, SubQueue subQueue) => subQueue switch
    {
        SubQueue.None => path,
        SubQueue.DeadLetter => DeadLetters(path),
        _ => throw new NotSupportedException($"The embedded Service Bus has no sub-queue '{subQueue}': it never transfers messages."),
    };
}
