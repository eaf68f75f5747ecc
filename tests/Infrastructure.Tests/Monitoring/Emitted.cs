using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Serverless.Architecture.Tests;

namespace Serverless.Infrastructure.Tests.Monitoring;

/// <summary>What the application measures and logs.</summary>
internal static partial class Emitted
{
    private const BindingFlags AllOwn =
        BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly string Code = string.Join('\n', Repository.Sources("functions", "shared").SelectMany(file => file.Lines));

    /// <summary>The instruments, as their creation stands in the source.</summary>
    public static IReadOnlySet<string> Metrics { get; } = Creation().Matches(Code).Select(match => match.Groups[1].Value).ToHashSet();

    /// <summary>Every text of one word in the source: tags and their values are among them.</summary>
    public static IReadOnlySet<string> Texts { get; } = Quoted().Matches(Code).Select(match => match.Groups[1].Value).ToHashSet();

    /// <summary>The log events by their ids, with their texts.</summary>
    public static IReadOnlyDictionary<int, string> Events { get; } =
        (from assembly in new[] { "Functions", "Adapters", "Workflows" }
         from type in Assembly.Load($"Serverless.{assembly}").GetTypes()
         from method in type.GetMethods(AllOwn)
         let message = method.GetCustomAttribute<LoggerMessageAttribute>()
         where message is { EventId: > 0 }
         select message).DistinctBy(message => message.EventId).ToDictionary(message => message.EventId, message => message.Message);

    [GeneratedRegex(@"\.Create(?:Counter|UpDownCounter|Histogram|Gauge|Observable\w+)(?:<\w+>)?\(\s*""([^""]+)""")]
    private static partial Regex Creation();

    [GeneratedRegex(@"""([\w.-]+)""")]
    private static partial Regex Quoted();
}
