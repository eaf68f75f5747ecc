using Microsoft.Azure.Cosmos;

namespace Serverless.Embedded.Cosmos.Tests;

internal static class Feed
{
    /// <summary>The ids that the change feed holds now, from its beginning.</summary>
    public static async Task<List<string>> Read(Container container, int pageSize = 100)
    {
        using var feed = container.GetChangeFeedIterator<Order>(ChangeFeedStartFrom.Beginning(), ChangeFeedMode.Incremental, new() { PageSizeHint = pageSize });
        return await Drain(feed);
    }

    /// <summary>Reads on until the feed says that there is nothing new.</summary>
    public static async Task<List<string>> Drain(FeedIterator<Order> feed)
    {
        var ids = new List<string>();
        while (true)
        {
            var page = await feed.ReadNextAsync();
            if (page.StatusCode == System.Net.HttpStatusCode.NotModified)
            {
                return ids;
            }
            ids.AddRange(page.Select(order => order.Id));
        }
    }
}
