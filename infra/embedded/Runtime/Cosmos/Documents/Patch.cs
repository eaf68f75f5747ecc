using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Embedded.Cosmos.Queries;

namespace Serverless.Embedded.Cosmos.Documents;

/// <summary>A partial update: its operations, and the condition under which they run.</summary>
internal sealed class Patch
{
    private const int MostOperations = 10;

    private readonly PatchStep[] _steps;

    private readonly Query? _condition;

    private Patch(PatchStep[] steps, Query? condition)
    {
        _steps = steps;
        _condition = condition;
    }

    /// <exception cref="Refusal">It cannot be read.</exception>
    public static Patch Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var body = JsonNode.Parse(json)?.AsObject() ?? throw Refusal.BadRequest("A patch must be a JSON object.");
            var operations = body["operations"]?.AsArray() ?? throw Refusal.BadRequest("A patch needs 'operations'.");
            if (operations.Count is 0 or > MostOperations)
            {
                throw Refusal.BadRequest($"A patch has 1 to {MostOperations} operations.");
            }
            var condition = (string?)body["condition"];
            return new([.. operations.Select(each => PatchStep.Parse(each!.AsObject()))], condition is null ? null : QueryParser.ParseCondition(condition));
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            throw Refusal.BadRequest($"The patch cannot be read: {failure.Message}");
        }
    }

    /// <summary>The document with the changes made, or what stands against them.</summary>
    public Patched Apply(byte[] document)
    {
        if (_condition is not null && !QueryRun.Rows(_condition, new(QueryParser.Root, Value.Of(JsonDocument.Parse(document).RootElement), null)).Any())
        {
            return new(null, 412, "The document does not meet the patch's condition.");
        }
        var root = JsonNode.Parse(document)!.AsObject();
        foreach (var step in _steps)
        {
            if (step.Apply(root) is { } fault)
            {
                return new(null, 400, fault);
            }
        }
        return new(JsonSerializer.SerializeToUtf8Bytes(root));
    }
}

/// <summary>What a patch came to.</summary>
/// <param name="Body">The document as patched; null when it was refused, for the reason that follows.</param>
/// <param name="Status">Of the refusal.</param>
/// <param name="Message">Why it was refused.</param>
internal readonly record struct Patched(byte[]? Body, int Status = 200, string? Message = null);
