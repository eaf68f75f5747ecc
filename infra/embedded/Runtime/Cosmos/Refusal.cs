using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Embedded.Cosmos.Documents;
using Serverless.Embedded.Wire;

namespace Serverless.Embedded.Cosmos;

/// <summary>A request that is not carried out; becomes the answer. For what happens in normal use, <see cref="Outcome"/> says so without a throw.</summary>
internal sealed class Refusal(int status, string code, string message, int subStatus = 0) : Exception(message)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public int Status { get; } = status;

    public static Refusal BadRequest(string message) => new(400, "BadRequest", message);
    public static Refusal NotFound(string message) => new(404, "NotFound", message);
    public static Refusal Conflict(string message) => new(409, "Conflict", message);
    public static Refusal NotImplemented(string message) => new(501, "NotImplemented", message);

    public Outcome ToOutcome() => new(Status, Message: Message, SubStatus: subStatus);

    public WireResponse ToAnswer() => Answer(Status, code, Message, subStatus);

    public static WireResponse Answer(int status, string code, string message, int subStatus = 0)
    {
        var body = new JsonObject { ["code"] = code, ["message"] = message };
        var answer = new WireResponse(status, JsonSerializer.SerializeToUtf8Bytes(body, Readable), "application/json");
        return subStatus == 0 ? answer : answer.With("x-ms-substatus", subStatus.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
