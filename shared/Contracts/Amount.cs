using System.Text.Json.Serialization;

namespace Serverless.Contracts;

/// <summary>
/// Money on the wire: whole minor units and a currency of ISO 4217, for example <c>{"amount": 1999, "currency": "EUR"}</c>.
/// </summary>
public sealed record Amount([property: JsonPropertyName("amount")] long MinorUnits, string Currency);
