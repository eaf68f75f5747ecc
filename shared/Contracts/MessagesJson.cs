using System.Text.Json.Serialization;

namespace Serverless.Contracts;

/// <summary>
/// How messages are written. Strict about what it needs (nothing missing, null or twice), deaf to what it does not know, so that a
/// sender that is a release ahead can add a field.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(ChargePayment))]
[JsonSerializable(typeof(CapturePayment))]
[JsonSerializable(typeof(VoidPayment))]
[JsonSerializable(typeof(RefundPayment))]
[JsonSerializable(typeof(ReviewPayment))]
[JsonSerializable(typeof(PaymentChanged))]
[JsonSerializable(typeof(ProviderEvent))]
[JsonSerializable(typeof(OrderChanged))]
[JsonSerializable(typeof(ImportBatch))]
internal sealed partial class MessagesJson : JsonSerializerContext;
