using System.Reflection;
using Microsoft.Extensions.Logging;

namespace Serverless.Architecture.Tests.Telemetry;

/// <summary>Alerts and queries name events. The next id of a part is the one after its last: see docs/telemetry.md.</summary>
public class Each_log_event
{
    private static readonly (string Method, int Id, string Name)[] Events =
    [
        .. from assembly in new[] { "Functions", "Adapters", "Workflows", "Domain", "Contracts" }
           from type in Assembly.Load($"Serverless.{assembly}").GetTypes()
           from method in type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
           let message = method.GetCustomAttribute<LoggerMessageAttribute>()
           where message is not null
           select ($"{type.Name}.{method.Name}", message.EventId, message.EventName ?? method.Name),
    ];

    [Fact]
    public void Has_an_id() => Assert.Empty(Events.Where(one => one.Id < 1000).Select(one => $"{one.Method}: give it an id, as docs/telemetry.md says"));

    [Fact]
    public void Has_an_id_of_its_own() => Assert.Empty(Shared(one => one.Id));

    [Fact]
    public void Has_a_name_of_its_own() => Assert.Empty(Shared(one => one.Name));

    [Fact]
    public void Is_found_at_all() => Assert.True(Events.Length > 10, $"Only {Events.Length} were found.");

    private static IEnumerable<string> Shared<T>(Func<(string Method, int Id, string Name), T> part) => Events
        .GroupBy(part)
        .Where(group => group.Count() > 1)
        .Select(group => $"{group.Key}: {string.Join(", ", group.Select(one => one.Method))}");
}
