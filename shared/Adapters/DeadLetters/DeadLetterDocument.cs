using System.Text.Json;

namespace Serverless.Adapters.DeadLetters;

/// <summary>What could not be sent or handled, as it is kept for people to look at.</summary>
internal sealed record DeadLetterDocument(
    string Id, string Source, int SchemaVersion, string Reason, DateTimeOffset KeptAt,
    string? Subject = null, string? OrderId = null, JsonElement? Body = null);
