using Serverless.Embedded.Cosmos.Feed;

namespace Serverless.Embedded.Cosmos.Documents;

/// <summary>
/// The documents written last, for point reads: an application mostly reads what it has just written. Filled by commits alone,
/// in their order, so it never holds anything older than the database does. What expires by itself is hardly ever read by its id and would
/// push out what is.
/// </summary>
internal sealed class RecentDocuments
{
    // Of each generation; there are two.
    private const int MostBytes = 2 * 1024 * 1024;

    private readonly Lock _lock = new();
    private Dictionary<(PartitionKey, string), FeedChange> _young = [];
    private Dictionary<(PartitionKey, string), FeedChange> _old = [];
    private int _bytes;

    /// <summary>Null when it is not here; the database may have it.</summary>
    public FeedChange? Find(PartitionKey partition, string id)
    {
        lock (_lock)
        {
            return _young.GetValueOrDefault((partition, id)) ?? _old.GetValueOrDefault((partition, id));
        }
    }

    public void Take(Commit commit)
    {
        lock (_lock)
        {
            foreach (var change in commit.Changes)
            {
                if (change.Expires is null)
                {
                    _young[(commit.Partition, change.Id)] = change;
                    _bytes += change.Body.Length;
                }
                else
                {
                    Forget(commit.Partition, change.Id);
                }
            }
            foreach (var id in commit.Deleted)
            {
                Forget(commit.Partition, id);
            }
            if (_bytes > MostBytes)
            {
                _old = _young;
                _young = [];
                _bytes = 0;
            }
        }
    }

    private void Forget(PartitionKey partition, string id)
    {
        _young.Remove((partition, id));
        _old.Remove((partition, id));
    }
}
