using System.Text.Json;
using Microsoft.Data.Sqlite;
using Serverless.Embedded.Cosmos.Batches;
using Serverless.Embedded.Cosmos.Documents;
using Serverless.Embedded.Cosmos.Feed;
using Serverless.Embedded.Cosmos.Http;
using Serverless.Embedded.Cosmos.Queries;
using Serverless.Embedded.Cosmos.Resources;
using Serverless.Embedded.Storage;
using Serverless.Embedded.Wire;

namespace Serverless.Embedded.Cosmos;

/// <summary>A Cosmos DB account for the real SDK in gateway mode, kept in the embedded database.</summary>
internal sealed class CosmosEndpoint : IWireService, IAsyncDisposable
{
    private static readonly TimeSpan DefaultFeedHold = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PurgeInterval = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Account _account;
    private readonly Signature _signature;
    private readonly ResourceRequests _resources;
    private readonly DocumentRequests _documents;
    private readonly BatchRequests _batches;
    private readonly QueryRequests _queries;
    private readonly ChangeFeed _feed;
    private readonly Purge _purge;
    private readonly ITimer _purging;
    private Task _purged = Task.CompletedTask;

    /// <param name="database">Where everything is kept.</param>
    /// <param name="masterKey">The account's key, base64: requests must be signed with it.</param>
    /// <param name="clock">Decides what has expired, and ends the wait of a change feed's read.</param>
    /// <param name="feedHold">How long a read of the change feed waits for a change; null: ten seconds.</param>
    /// <exception cref="ArgumentException">The key is not base64.</exception>
    public CosmosEndpoint(Database database, string masterKey, TimeProvider clock, TimeSpan? feedHold = null)
    {
        _signature = new(masterKey);
        _account = new(database, clock);
        _resources = new(_account);
        var writer = new DocumentWriter(database, clock);
        _documents = new(writer);
        _batches = new(writer);
        _queries = new(database, clock);
        _feed = new(database, clock, feedHold ?? DefaultFeedHold);
        _purge = new(database, _account, clock);
        _purging = clock.CreateTimer(_ => _purged = _purged.IsCompleted ? _purge.Run(_stopping.Token) : _purged, null, PurgeInterval, PurgeInterval);
    }

    /// <summary>
    /// Creates the database and the containers that the <c>cosmos</c> section of resources.json declares; those that exist keep
    /// their documents and take the declared settings.
    /// </summary>
    /// <exception cref="Refusal">The declaration is wrong, or changes a partition key or unique keys.</exception>
    public Task Declare(JsonElement section) => Declaration.Apply(_account, section);

    /// <summary>Finds a container by name; null when there is none.</summary>
    public Container? Container(string database, string container) => _account.FindByPath($"/dbs/{database}/colls/{container}");

    /// <summary>Every container of every database.</summary>
    public IEnumerable<Container> Containers => _account.Containers;

    public async Task<WireResponse> Answer(WireRequest request, CancellationToken stop)
    {
        WireResponse answer;
        try
        {
            answer = await AnswerChecked(request, stop);
        }
        catch (Refusal refusal)
        {
            answer = refusal.ToAnswer();
        }
        catch (SqliteException failure)
        {
            answer = Refusal.Answer(503, "ServiceUnavailable", $"The data file cannot be used: {failure.Message}");
        }
        return request.Header("x-ms-activity-id") is { } activity ? answer.With("x-ms-activity-id", activity) : answer;
    }

    /// <summary>Takes expired documents out of the database now; returns how many. It happens every minute by itself.</summary>
    public Task<int> Purge() => _purge.Run(_stopping.Token);

    /// <summary>Ends the reads of change feeds that wait, and what runs by itself.</summary>
    public async ValueTask DisposeAsync()
    {
        await _purging.DisposeAsync();
        await _stopping.CancelAsync();
        await _purged;
        _stopping.Dispose();
    }

    private Task<WireResponse> AnswerChecked(WireRequest request, CancellationToken stop)
    {
        var route = Route.Of(request.Path, _account);
        if (!_signature.IsValid(request, route))
        {
            throw new Refusal(401, "Unauthorized", "The request is not signed with the account's key.");
        }
        return route.Kind switch
        {
            RouteKind.Document => _documents.Answer(request, route, stop),
            RouteKind.Documents => AnswerDocuments(request, route, stop),
            _ => _resources.Answer(request, route, stop),
        };
    }

    private Task<WireResponse> AnswerDocuments(WireRequest request, Route route, CancellationToken stop) => request.Method switch
    {
        "POST" when request.Header("x-ms-cosmos-is-batch-request") is not null => _batches.Answer(request, ResourceRequests.Container(route), stop),
        "POST" when request.Header("x-ms-cosmos-is-query-plan-request") is not null => QueryRequests.Plan(request, stop),
        "POST" when request.Header("x-ms-documentdb-isquery") is not null || request.Header("content-type") is "application/query+json" =>
            _queries.Query(request, ResourceRequests.Container(route), stop),
        "POST" => _documents.Answer(request, route, stop),
        "GET" when request.Header("a-im") is { } mode => ReadFeed(request, route, mode, stop),
        "GET" => Task.FromResult(_queries.List(request, ResourceRequests.Container(route))),
        _ => throw new Refusal(405, "MethodNotAllowed", $"{request.Method} is not possible at a container's documents."),
    };

    private async Task<WireResponse> ReadFeed(WireRequest request, Route route, string mode, CancellationToken stop)
    {
        if (!mode.Equals("Incremental Feed", StringComparison.OrdinalIgnoreCase))
        {
            throw Refusal.NotImplemented($"The change feed mode '{mode}' is not supported: read the latest versions (Incremental Feed).");
        }
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, _stopping.Token);
        return await _feed.Read(request, ResourceRequests.Container(route), either.Token);
    }
}
