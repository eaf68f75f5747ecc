using System.Text.Json.Serialization;
using Serverless.Embedded.Payments.Disputes;

namespace Serverless.Embedded.Payments;

/// <summary>How intents, refunds and disputes are kept in the database.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Intent))]
[JsonSerializable(typeof(Refund))]
[JsonSerializable(typeof(Dispute))]
internal sealed partial class PaymentsJson : JsonSerializerContext;
