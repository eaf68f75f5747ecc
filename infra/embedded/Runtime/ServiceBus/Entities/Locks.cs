using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Serverless.Embedded.ServiceBus.Entities;

/// <summary>
/// The messages of a backlog that receivers hold. As every lock lasts equally long, they expire in the order in which they
/// were taken or renewed.
/// </summary>
internal sealed class Locks(TimeSpan duration)
{
    private readonly Dictionary<Guid, LinkedListNode<Held>> _byToken = [];
    private readonly LinkedList<Held> _byExpiry = [];
    private readonly ulong _tokenPrefix = MemoryMarshal.Read<ulong>(RandomNumberGenerator.GetBytes(8));
    private ulong _lastToken;

    /// <summary>UTC ticks; <see cref="long.MaxValue"/> when nothing is locked.</summary>
    public long NextExpiry => _byExpiry.First?.Value.Until ?? long.MaxValue;

    public int Count => _byExpiry.Count;

    public IEnumerable<StoredMessage> Messages => _byExpiry.Select(held => held.Message);

    public (Guid Token, long Until) Take(StoredMessage message, long now)
    {
        var held = new Held(message, NextToken(), now + duration.Ticks);
        _byToken.Add(held.Token, _byExpiry.AddLast(held));
        return (held.Token, held.Until);
    }

    /// <summary>Ends a lock by its token; null when it is unknown or has expired.</summary>
    public StoredMessage? Release(Guid token, long now)
    {
        if (!_byToken.TryGetValue(token, out var node) || node.Value.Until <= now)
        {
            return null;
        }
        Remove(node);
        return node.Value.Message;
    }

    /// <summary>Lets a lock last from now on; answers until when, or null when it is unknown or has expired.</summary>
    public long? Renew(Guid token, long now)
    {
        if (!_byToken.TryGetValue(token, out var node) || node.Value.Until <= now)
        {
            return null;
        }
        _byExpiry.Remove(node);
        node.Value = node.Value with { Until = now + duration.Ticks };
        _byExpiry.AddLast(node);
        return node.Value.Until;
    }

    /// <summary>Ends the next lock that has expired; null when none has.</summary>
    public StoredMessage? ReleaseExpired(long now)
    {
        if (_byExpiry.First is not { } node || node.Value.Until > now)
        {
            return null;
        }
        Remove(node);
        return node.Value.Message;
    }

    private void Remove(LinkedListNode<Held> node)
    {
        _byToken.Remove(node.Value.Token);
        _byExpiry.Remove(node);
    }

    // Unique, which is all that is asked of it: 64 random bits for this lock table, then a count.
    private Guid NextToken()
    {
        Span<ulong> halves = [_tokenPrefix, ++_lastToken];
        return new Guid(MemoryMarshal.AsBytes(halves));
    }

    private readonly record struct Held(StoredMessage Message, Guid Token, long Until);
}
