using System.Text.Json;
using System.Text.Json.Serialization;

namespace Serverless.Adapters.Payments;

/// <summary>What we read of the provider's answers; it may say more.</summary>
internal sealed record StripeIntent(
    string Id,
    string Status,
    string Currency,
    long Amount,
    long AmountCapturable,
    long AmountReceived,
    IReadOnlyDictionary<string, string>? Metadata,
    StripeNextAction? NextAction,
    StripeError? LastPaymentError,
    [property: JsonConverter(typeof(ExpandableCharge))] StripeCharge? LatestCharge);

internal sealed record StripeCharge(string Id, long AmountRefunded);

internal sealed record StripeNextAction(string Type, StripeRedirect? RedirectToUrl);

internal sealed record StripeRedirect(string? Url);

internal sealed record StripeError(string? Type, string? Code, string? DeclineCode, string? Message, StripeIntent? PaymentIntent);

internal sealed record StripeErrorBody(StripeError? Error);

internal sealed record StripeIntentList(IReadOnlyList<StripeIntent> Data, bool HasMore);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(StripeIntent))]
[JsonSerializable(typeof(StripeIntentList))]
[JsonSerializable(typeof(StripeErrorBody))]
[JsonSerializable(typeof(StripeCharge))]
internal sealed partial class StripeJson : JsonSerializerContext;

/// <summary>The provider writes a charge as its id, or whole where it was asked to expand it.</summary>
internal sealed class ExpandableCharge : JsonConverter<StripeCharge?>
{
    public override StripeCharge? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? new StripeCharge(reader.GetString()!, 0)
            : JsonSerializer.Deserialize(ref reader, StripeJson.Default.StripeCharge);

    public override void Write(Utf8JsonWriter writer, StripeCharge? value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Answers are only read.");
}
