using System.Collections.Specialized;
using System.Net.Http.Headers;
using System.Web;
using Microsoft.AspNetCore.Http;

namespace Serverless.Embedded.Wire;

/// <summary>What an embedded HTTP service sees of a request, however it came.</summary>
internal abstract class WireRequest
{
    private NameValueCollection? _query;

    /// <summary>Upper case.</summary>
    public abstract string Method { get; }

    /// <summary>The path below the service's root, still escaped, beginning with a slash.</summary>
    public abstract string Path { get; }

    /// <summary>The query string with its question mark; empty when there is none.</summary>
    public abstract string QueryString { get; }

    /// <summary>The address that the client used for the service's root, without a trailing slash: what links in answers begin with.</summary>
    public abstract string BaseAddress { get; }

    public NameValueCollection Query => _query ??= HttpUtility.ParseQueryString(QueryString);

    /// <summary>The header's value; several are joined by commas; null when absent. Names are case-insensitive.</summary>
    public abstract string? Header(string name);

    /// <summary>All headers; of several with one name, the values may come one by one or joined by commas.</summary>
    public abstract IEnumerable<KeyValuePair<string, string>> Headers { get; }

    /// <summary>All of the body; the same each time.</summary>
    public abstract ValueTask<ReadOnlyMemory<byte>> ReadBody(CancellationToken stop);

    public static WireRequest From(HttpRequestMessage message) => new Message(message);

    public static WireRequest From(HttpContext context) => new Context(context);

    private sealed class Message(HttpRequestMessage message) : WireRequest
    {
        public override string Method => message.Method.Method;
        public override string Path => message.RequestUri!.AbsolutePath;
        public override string QueryString => message.RequestUri!.Query;
        public override string BaseAddress => message.RequestUri!.GetLeftPart(UriPartial.Authority);

        public override string? Header(string name) =>
            message.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString()
            : message.Content is { } content && content.Headers.NonValidated.TryGetValues(name, out values) ? values.ToString()
            : null;

        public override IEnumerable<KeyValuePair<string, string>> Headers =>
            message.Headers.NonValidated.Concat(message.Content?.Headers.NonValidated ?? default(HttpHeadersNonValidated))
                .Select(header => KeyValuePair.Create(header.Key, header.Value.ToString()));

        public override async ValueTask<ReadOnlyMemory<byte>> ReadBody(CancellationToken stop) =>
            message.Content is null ? ReadOnlyMemory<byte>.Empty : await message.Content.ReadAsByteArrayAsync(stop);
    }

    private sealed class Context(HttpContext context) : WireRequest
    {
        private ReadOnlyMemory<byte>? _body;

        public override string Method => context.Request.Method;
        public override string Path => context.Request.Path.ToUriComponent();
        public override string QueryString => context.Request.QueryString.Value ?? "";
        public override string BaseAddress => $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}";

        public override string? Header(string name) => context.Request.Headers.TryGetValue(name, out var values) ? values.ToString() : null;

        public override IEnumerable<KeyValuePair<string, string>> Headers =>
            context.Request.Headers.Select(header => KeyValuePair.Create(header.Key, header.Value.ToString()));

        public override async ValueTask<ReadOnlyMemory<byte>> ReadBody(CancellationToken stop)
        {
            if (_body is null)
            {
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body, stop);
                _body = body.GetBuffer().AsMemory(0, (int)body.Length);
            }
            return _body.Value;
        }
    }
}
