using System.Text.Json.Serialization;

namespace Serverless.Embedded.Payments;

/// <summary>How intents and refunds are kept in the database.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Intent))]
[JsonSerializable(typeof(Refund))]
internal sealed partial class PaymentsJson : JsonSerializerContext;
