using System.Collections.Concurrent;

namespace Serverless.Embedded.ServiceBus;

/// <summary>The namespaces that clients in this process can reach, by name, such as <c>servicebus.embedded</c>.</summary>
internal static class Namespaces
{
    private static readonly ConcurrentDictionary<string, INamespace> s_byName = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="Azure.Messaging.ServiceBus.ServiceBusException">There is none of this name.</exception>
    public static INamespace Find(string fullyQualifiedNamespace) =>
        s_byName.TryGetValue(fullyQualifiedNamespace, out var found) ? found : throw Failures.NoSuchNamespace(fullyQualifiedNamespace);

    /// <param name="fullyQualifiedNamespace">The name under which clients find it.</param>
    /// <param name="added">What they find.</param>
    /// <param name="instead">What they have found there so far; null when there was nothing.</param>
    /// <exception cref="InvalidOperationException">The name is taken.</exception>
    public static void Add(string fullyQualifiedNamespace, INamespace added, INamespace? instead = null)
    {
        EmbeddedNamespace.Check(fullyQualifiedNamespace);
        if (instead is null ? !s_byName.TryAdd(fullyQualifiedNamespace, added) : !s_byName.TryUpdate(fullyQualifiedNamespace, added, instead))
        {
            throw new InvalidOperationException($"An embedded Service Bus named '{fullyQualifiedNamespace}' runs in this process already.");
        }
    }

    /// <summary>Does nothing when something else has the name by now.</summary>
    public static void Remove(string fullyQualifiedNamespace, INamespace removed) =>
        s_byName.TryRemove(KeyValuePair.Create(fullyQualifiedNamespace, removed));
}
