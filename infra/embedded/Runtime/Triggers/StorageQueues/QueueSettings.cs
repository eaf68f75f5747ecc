using System.Text;
using Serverless.Embedded.Queues;

namespace Serverless.Embedded.Triggers.StorageQueues;

/// <summary>What host.json says under <c>extensions.queues</c>, with the official defaults.</summary>
internal sealed record QueueSettings
{
    public int BatchSize { get; private init; }
    public int NewBatchThreshold { get; private init; }
    public int MaxDequeueCount { get; private init; }
    public TimeSpan VisibilityTimeout { get; private init; }
    public bool IsBase64 { get; private init; }
    public TimeSpan MaxPollingInterval { get; private init; }

    public static QueueSettings Read(ExtensionSettings host)
    {
        var batch = host.Integer("batchSize", 16, 1, 32);
        var settings = new QueueSettings
        {
            BatchSize = batch,
            NewBatchThreshold = host.Integer("newBatchThreshold", batch / 2, 0, 10_000),
            MaxDequeueCount = host.Integer("maxDequeueCount", 5, 1, 10_000),
            VisibilityTimeout = host.Span("visibilityTimeout", TimeSpan.Zero),
            IsBase64 = host.Choice("messageEncoding", "base64", "none") == "base64",
            MaxPollingInterval = host.Span("maxPollingInterval", TimeSpan.FromMinutes(1)),
        };
        host.RefuseUnknown();
        return settings;
    }

    /// <exception cref="InvalidOperationException">The text is longer than a queue takes.</exception>
    public string Encode(BinaryData body)
    {
        var text = IsBase64 ? Convert.ToBase64String(body.ToMemory().Span) : body.ToString();
        var length = Encoding.UTF8.GetByteCount(text);
        return length <= IQueueService.LongestText
            ? text
            : throw new InvalidOperationException($"A message of {length} bytes is longer than the {IQueueService.LongestText} that a storage queue takes.");
    }

    /// <exception cref="FormatException">The text is not base64, though it should be.</exception>
    public BinaryData Decode(string text) => new(IsBase64 ? Convert.FromBase64String(text) : Encoding.UTF8.GetBytes(text));
}
