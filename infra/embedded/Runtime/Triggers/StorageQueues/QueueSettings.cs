using System.Text;
using Serverless.Embedded.Host;
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
        };
        // Nothing polls here: a message is seen when it is put.
        host.Span("maxPollingInterval", TimeSpan.FromMinutes(1));
        host.RefuseUnknown();
        return settings;
    }

    public string Encode(BinaryData body) => IsBase64 ? Convert.ToBase64String(body.ToMemory().Span) : body.ToString();

    /// <exception cref="FormatException">The text is not base64, though it should be.</exception>
    public BinaryData Decode(string text) => new(IsBase64 ? Convert.FromBase64String(text) : Encoding.UTF8.GetBytes(text));

    /// <summary>The queue that a binding names; its connection must be the embedded store.</summary>
    /// <exception cref="BindingException">It is another store, or the name is not one of a queue.</exception>
    public static string Queue(string function, string parameter, BindingSettings names, string? connection, string name)
    {
        var value = names.Connection(function, parameter, connection, "Storage");
        if (!value.Equals("embedded", StringComparison.OrdinalIgnoreCase))
        {
            throw new BindingException(function, parameter, $"the storage connection '{connection ?? "AzureWebJobsStorage"}' must be 'embedded': "
                + "the embedded runtime has its own queues and speaks to no storage account; use FunctionsRuntime=azure for one");
        }
        var queue = names.Expand(function, parameter, name);
        return QueueNames.IsValid(queue)
            ? queue
            : throw new BindingException(function, parameter, $"'{queue}' is not the name of a queue: 3 to 63 lower-case letters, digits and single dashes");
    }
}
