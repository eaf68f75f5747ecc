using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Serverless.Embedded.ServiceBus.Storage;

namespace Serverless.Embedded.ServiceBus.Entities;

/// <summary>
/// The message ids that an entity has seen within its duplicate detection window, settled or not. Kept as 128 bits of their
/// SHA-256, in memory and, one row for all ids of a group commit, on disk.
/// </summary>
internal sealed class SeenIds(int entity, TimeSpan window)
{
    private readonly HashSet<UInt128> _seen = [];
    private readonly Queue<(long Number, long At, UInt128[] Ids)> _chunks = [];
    private readonly Dictionary<UInt128, Task> _onTheirWay = [];
    private List<UInt128> _unwritten = [];
    private long _lastNumber;
    private long _forgotten;
    private long _forgottenOnDisk;

    public static UInt128 Hash(string id)
    {
        Span<byte> text = stackalloc byte[Encoding.UTF8.GetMaxByteCount(id.Length)];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..Encoding.UTF8.GetBytes(id, text)], hash);
        return MemoryMarshal.Read<UInt128>(hash);
    }

    /// <summary>Notes an id; false when it was seen before.</summary>
    public bool Add(UInt128 id, long now)
    {
        Forget(now);
        if (!_seen.Add(id))
        {
            return false;
        }
        _unwritten.Add(id);
        return true;
    }

    /// <summary>The message of an id is being stored by this task.</summary>
    public void IsOnItsWay(UInt128 id, Task stored) => _onTheirWay.Add(id, stored);

    /// <summary>
    /// The task that stores the first message with this id; null when it is done. The sender of a duplicate waits for it,
    /// lest it be told of a success that the first message then does not have.
    /// </summary>
    public Task? OnItsWay(UInt128 id) => _onTheirWay.GetValueOrDefault(id);

    public void IsStored(UInt128 id) => _onTheirWay.Remove(id);

    /// <summary>The id's message was not stored after all.</summary>
    public void IsNotStored(UInt128 id)
    {
        _onTheirWay.Remove(id);
        _seen.Remove(id);
    }

    /// <summary>What a group that closes now has to store of this; null when nothing.</summary>
    public Action<BrokerRows>? TakeUnwritten(long now)
    {
        if (_unwritten.Count == 0)
        {
            return null;
        }
        var ids = _unwritten.ToArray();
        _unwritten = [];
        var number = ++_lastNumber;
        _chunks.Enqueue((number, now, ids));
        var forget = _forgotten > _forgottenOnDisk ? _forgotten : 0;
        _forgottenOnDisk = _forgotten;
        return rows =>
        {
            rows.AddSeen(entity, number, now, ids);
            if (forget > 0)
            {
                rows.ForgetSeen(entity, forget);
            }
        };
    }

    public void Load(BrokerRows rows)
    {
        foreach (var (number, at, ids) in rows.Seen(entity))
        {
            _chunks.Enqueue((number, at, ids));
            _seen.UnionWith(ids);
            _lastNumber = number;
        }
    }

    private void Forget(long now)
    {
        while (_chunks.TryPeek(out var oldest) && oldest.At + window.Ticks <= now)
        {
            _seen.ExceptWith(oldest.Ids);
            _chunks.Dequeue();
            _forgotten = oldest.Number;
        }
    }
}
