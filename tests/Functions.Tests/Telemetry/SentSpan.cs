using System.Diagnostics;

namespace Serverless.Functions.Tests.Telemetry;

/// <summary>A span as a collector is sent it.</summary>
internal sealed record SentSpan(string Source, string TraceId, string Id, string Parent, string Name, ActivityKind Kind, IReadOnlyDictionary<string, string> Tags)
{
    public static SentSpan Of(Protobuf span, Protobuf scope) => new(
        scope.All(1).Single().Text(1), span.Hex(1), span.Hex(2), span.Hex(4), span.Text(5), (ActivityKind)(span.Number(6) - 1), Attributes(span.All(9)));

    internal static IReadOnlyDictionary<string, string> Attributes(IEnumerable<Protobuf> attributes) =>
        attributes.DistinctBy(attribute => attribute.Text(1)).ToDictionary(attribute => attribute.Text(1), attribute => attribute.All(2).Select(Value).Single());

    private static string Value(Protobuf value) => value.Text(1) is { Length: > 0 } text ? text : $"{value.Number(3)}";
}

/// <summary>A log record as a collector is sent it.</summary>
internal sealed record SentLog(string Category, string EventName, string Severity, string TraceId, IReadOnlyDictionary<string, string> Tags)
{
    public static SentLog Of(Protobuf log, Protobuf scope) =>
        new(scope.All(1).Single().Text(1), log.Text(12), log.Text(3), log.Hex(9), SentSpan.Attributes(log.All(6)));
}
