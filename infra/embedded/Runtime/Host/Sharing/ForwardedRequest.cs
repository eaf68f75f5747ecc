using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Serverless.Embedded.Wire;

namespace Serverless.Embedded.Host.Sharing;

/// <summary>A guest's request, as the service would have seen it in the guest's process.</summary>
internal sealed class ForwardedRequest(HttpContext context) : WireRequest
{
    private readonly WireRequest _request = From(context);
    private readonly string _target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;

    public override string Method => _request.Method;

    public override string Path => _target.IndexOf('?') is >= 0 and var at ? _target[..at] : _target;

    public override string QueryString => _target.IndexOf('?') is >= 0 and var at ? _target[at..] : "";

    public override string BaseAddress => Header(Protocol.BaseAddressHeader) ?? "";

    public override IEnumerable<KeyValuePair<string, string>> Headers => _request.Headers;

    public override string? Header(string name) => _request.Header(name);

    public override ValueTask<ReadOnlyMemory<byte>> ReadBody(CancellationToken stop) => _request.ReadBody(stop);
}
