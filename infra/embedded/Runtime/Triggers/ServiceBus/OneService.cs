using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Serverless.Embedded.Triggers.ServiceBus;

/// <summary>A dictionary of one entry, without the buckets: one is made for each message.</summary>
internal sealed class OneService(Type type, object service) : IReadOnlyDictionary<Type, object>
{
    public object this[Type key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key.FullName);
    public IEnumerable<Type> Keys => [type];
    public IEnumerable<object> Values => [service];
    public int Count => 1;

    public bool ContainsKey(Type key) => key == type;

    public bool TryGetValue(Type key, [MaybeNullWhen(false)] out object value)
    {
        value = key == type ? service : null;
        return value is not null;
    }

    public IEnumerator<KeyValuePair<Type, object>> GetEnumerator()
    {
        yield return new(type, service);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
