using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Serverless.Functions.Tests.Telemetry;

/// <summary>An OpenTelemetry collector that takes OTLP as gRPC or as HTTP, and keeps what it was sent.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly ConcurrentQueue<Protobuf> _traces = new();
    private readonly ConcurrentQueue<Protobuf> _metrics = new();
    private readonly ConcurrentQueue<Protobuf> _logs = new();
    private readonly ConcurrentQueue<byte[]> _received = new();

    private Collector(string protocol)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback, 0, port => port.Protocols = protocol == "grpc" ? HttpProtocols.Http2 : HttpProtocols.Http1));
        _web = builder.Build();
        ((IApplicationBuilder)_web).Run(protocol == "grpc" ? TakeCall : TakePost);
        Settings = [];
        Protocol = protocol;
    }

    public string Protocol { get; }

    /// <summary>What makes an application send here.</summary>
    public string[] Settings { get; private set; }

    public IEnumerable<SentSpan> Spans => InScopes(_traces).SelectMany(scope => scope.All(2).Select(span => SentSpan.Of(span, scope)));

    /// <summary>All that came, as it came.</summary>
    public IEnumerable<byte[]> Received => _received;

    /// <summary>The names of metrics, each with its unit.</summary>
    public IEnumerable<(string Name, string Unit)> Metrics =>
        InScopes(_metrics).SelectMany(scope => scope.All(2)).Select(metric => (metric.Text(1), metric.Text(3)));

    public IEnumerable<SentLog> Logs => InScopes(_logs).SelectMany(scope => scope.All(2).Select(log => SentLog.Of(log, scope)));

    public static async Task<Collector> Open(string protocol)
    {
        var collector = new Collector(protocol);
        await collector._web.StartAsync(TestContext.Current.CancellationToken);
        collector.Settings = [$"--OTEL_EXPORTER_OTLP_ENDPOINT={collector._web.Urls.Single()}", $"--OTEL_EXPORTER_OTLP_PROTOCOL={protocol}"];
        return collector;
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    // gRPC over HTTP/2: a flag for compression, four bytes of length, the message; the outcome stands in the trailers.
    private async Task TakeCall(HttpContext http)
    {
        var body = await Body(http);
        Assert.Equal((0, "application/grpc"), (body.Span[0], http.Request.ContentType));
        Take(http.Request.Path.Value!.Split('/')[1], body[5..]);
        http.Response.ContentType = "application/grpc";
        await http.Response.Body.WriteAsync(new byte[5]);
        http.Response.AppendTrailer("grpc-status", "0");
    }

    private async Task TakePost(HttpContext http)
    {
        Assert.Equal("application/x-protobuf", http.Request.ContentType);
        Take(http.Request.Path.Value!, await Body(http));
        http.Response.ContentType = "application/x-protobuf";
    }

    private void Take(string path, ReadOnlyMemory<byte> message)
    {
        _received.Enqueue(message.ToArray());
        Signal(path).Enqueue(new Protobuf(message));
    }

    private ConcurrentQueue<Protobuf> Signal(string path) => path switch
    {
        "/v1/traces" or "opentelemetry.proto.collector.trace.v1.TraceService" => _traces,
        "/v1/metrics" or "opentelemetry.proto.collector.metrics.v1.MetricsService" => _metrics,
        "/v1/logs" or "opentelemetry.proto.collector.logs.v1.LogsService" => _logs,
        _ => throw new InvalidOperationException($"OTLP has no {path}."),
    };

    private static async Task<ReadOnlyMemory<byte>> Body(HttpContext http)
    {
        using var whole = new MemoryStream();
        await http.Request.Body.CopyToAsync(whole);
        return whole.ToArray();
    }

    // A request holds resources, a resource scopes, a scope the spans, metrics or log records.
    private static IEnumerable<Protobuf> InScopes(IEnumerable<Protobuf> requests) =>
        requests.SelectMany(request => request.All(1)).SelectMany(resource => resource.All(2));
}
