namespace Serverless.Embedded.Wire;

/// <summary>An answer of an embedded HTTP service: small, whole, in memory.</summary>
internal sealed class WireResponse(int status, ReadOnlyMemory<byte> body = default, string? contentType = null)
{
    private List<KeyValuePair<string, string>>? _headers;

    /// <summary>No answer at all: the connection breaks, as when the answer is lost on its way.</summary>
    public static WireResponse Lost { get; } = new(0);

    public int Status { get; } = status;
    public ReadOnlyMemory<byte> Body { get; } = body;
    public string? ContentType { get; } = contentType;
    public IReadOnlyList<KeyValuePair<string, string>> Headers => _headers ?? (IReadOnlyList<KeyValuePair<string, string>>)[];

    /// <summary>Adds a header and returns this.</summary>
    public WireResponse With(string name, string value)
    {
        (_headers ??= []).Add(new(name, value));
        return this;
    }
}
