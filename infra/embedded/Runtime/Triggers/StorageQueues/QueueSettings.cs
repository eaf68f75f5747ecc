using System.Text;
using Serverless.Embedded.Host.Settings.HostFile;
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

    public static QueueSettings Read(HostSection host)
    {
        var batch = host.Read("batchSize", Kind.Integer(1, 32), 16);
        return new QueueSettings
        {
            BatchSize = batch,
            NewBatchThreshold = host.Read("newBatchThreshold", Kind.Integer(0, 10_000), batch / 2),
            MaxDequeueCount = host.Read("maxDequeueCount", Kind.Integer(1, 10_000), 5),
            VisibilityTimeout = host.Read("visibilityTimeout", Kind.Span(TimeSpan.Zero, TimeSpan.FromDays(7)), TimeSpan.Zero),
            IsBase64 = host.Read("messageEncoding", Kind.Choice("base64", "none"), "base64") == "base64",
            MaxPollingInterval = host.Read("maxPollingInterval", Kind.Span(TimeSpan.FromMilliseconds(100)), TimeSpan.FromMinutes(1)),
        };
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
