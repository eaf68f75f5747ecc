using System.Security.Cryptography;
using System.Text;

namespace Serverless.Workflows.Messaging;

/// <summary>
/// The outbox entries that this process sent last. A document comes again with each of its changes, and its older messages with it: what is
/// remembered is not sent again. What is not is, after a restart for example, and those who receive it have handled it already.
/// </summary>
internal sealed class SentEntries
{
    // Of each generation, 28 bytes each. Between two changes of an order lie those of all orders that wait with it.
    private const int Most = 65_536;

    private readonly Lock gate = new();
    private HashSet<Guid> young = new(Most);
    private HashSet<Guid> old = new(Most);

    public bool Contains(string id)
    {
        var print = Print(id);
        lock (gate)
        {
            return young.Contains(print) || old.Contains(print);
        }
    }

    public void Add(string id)
    {
        var print = Print(id);
        lock (gate)
        {
            if (young.Count == Most)
            {
                (young, old) = (old, young);
                young.Clear();
            }

            young.Add(print);
        }
    }

    // Half of a hash that nobody can find a second id for: one that was taken for another would be lost.
    private static Guid Print(string id)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(id), hash);
        return new Guid(hash[..16]);
    }
}
