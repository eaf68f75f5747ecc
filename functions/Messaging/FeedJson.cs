using System.Text.Json.Serialization;
using Serverless.Workflows.Messaging;

namespace Serverless.Functions.Messaging;

/// <summary>What the change feeds bring.</summary>
[JsonSerializable(typeof(IReadOnlyList<AggregateChange>))]
internal sealed partial class FeedJson : JsonSerializerContext;
