using System.Text.Json;

namespace Serverless.Embedded.Cosmos.Queries;

/// <summary>Where the next page of a query begins.</summary>
/// <param name="Partition">The last document that gave a result; null when results are counted only.</param>
/// <param name="Id">Its id.</param>
/// <param name="Rows">How many of that document's rows are dealt with.</param>
/// <param name="Given">How many results were given out.</param>
internal readonly record struct Continuation(string? Partition, string? Id, int Rows, int Given)
{
    /// <exception cref="Refusal">400: it is not one of ours.</exception>
    public static Continuation Parse(string? token)
    {
        if (string.IsNullOrEmpty(token))
        {
            return default;
        }
        try
        {
            return JsonSerializer.Deserialize<Continuation>(Convert.FromBase64String(token));
        }
        catch (Exception failure) when (failure is FormatException or JsonException)
        {
            throw Refusal.BadRequest("The continuation token is not one that this endpoint gave out.");
        }
    }

    public override string ToString() => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(this));
}
