using System.Text.Json;
using System.Text.Json.Serialization;

namespace Serverless.Adapters.Payments;

/// <summary>What we read of the provider's answers; it may say more.</summary>
internal sealed record StripeIntent(
    string Id,
    string Status,
    long Created,
    string Currency,
    long Amount,
    long AmountCapturable,
    long AmountReceived,
    IReadOnlyDictionary<string, string>? Metadata,
    StripeNextAction? NextAction,
    StripeError? LastPaymentError,
    [property: JsonConverter(typeof(ExpandableCharge))] StripeCharge? LatestCharge);

internal sealed record StripeCharge(string Id, long Amount = 0, long AmountCaptured = 0, long AmountRefunded = 0, bool Disputed = false)
{
    /// <summary>What went back. The provider counts what was authorized and never captured as refunded too.</summary>
    public long GivenBack => Math.Max(0, AmountRefunded - (Amount - AmountCaptured));
}

internal sealed record StripeRefund(
    string Id, long Amount, string Currency, string? Status, string? FailureReason, IReadOnlyDictionary<string, string>? Metadata);

internal sealed record StripeDispute(string Id, long Amount, string Currency, string Status, string Reason);

internal sealed record StripeNextAction(string Type, StripeRedirect? RedirectToUrl);

internal sealed record StripeRedirect(string? Url);

internal sealed record StripeError(string? Type, string? Code, string? DeclineCode, string? Message, StripeIntent? PaymentIntent);

internal sealed record StripeErrorBody(StripeError? Error);

internal sealed record StripeList<T>(IReadOnlyList<T> Data, bool HasMore);

internal sealed record StripeEvent(string? Id, string? Type, StripeEventData? Data);

internal sealed record StripeEventData(StripeEventObject? Object);

/// <summary>An intent, or something that belongs to one.</summary>
internal sealed record StripeEventObject(
    string? Id, string? Object, string? PaymentIntent, IReadOnlyDictionary<string, string>? Metadata);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(StripeIntent))]
[JsonSerializable(typeof(StripeRefund))]
[JsonSerializable(typeof(StripeList<StripeIntent>))]
[JsonSerializable(typeof(StripeList<StripeRefund>))]
[JsonSerializable(typeof(StripeList<StripeDispute>))]
[JsonSerializable(typeof(StripeErrorBody))]
[JsonSerializable(typeof(StripeEvent))]
[JsonSerializable(typeof(StripeCharge))]
internal sealed partial class StripeJson : JsonSerializerContext;

/// <summary>The provider writes a charge as its id, or whole where it was asked to expand it.</summary>
internal sealed class ExpandableCharge : JsonConverter<StripeCharge?>
{
    public override StripeCharge? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? new StripeCharge(reader.GetString()!)
            : JsonSerializer.Deserialize(ref reader, StripeJson.Default.StripeCharge);

    public override void Write(Utf8JsonWriter writer, StripeCharge? value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Answers are only read.");
}
