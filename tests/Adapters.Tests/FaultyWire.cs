namespace Serverless.Adapters.Tests;

/// <summary>Between the adapters and the services: lets a test lose requests and answers.</summary>
internal sealed class FaultyWire(IReadOnlyDictionary<string, HttpMessageInvoker> hosts) : HttpMessageHandler
{
    private readonly List<string> _seen = [];

    /// <summary>Asked for each request; a null answer lets it pass.</summary>
    public Func<HttpRequestMessage, Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>?>? Fault { get; set; }

    public IReadOnlyList<string> Seen
    {
        get
        {
            lock (_seen)
            {
                return [.. _seen];
            }
        }
    }

    /// <summary>The next write is done, and its answer lost.</summary>
    public void LoseTheAnswerToTheNextWrite() => FailNextWrite(async pass =>
    {
        (await pass()).Dispose();
        throw new HttpRequestException("The connection broke.");
    });

    /// <summary>The next write never arrives.</summary>
    public void LoseTheNextWrite() => FailNextWrite(_ => throw new HttpRequestException("The connection broke."));

    /// <summary>Something happens instead of the next write.</summary>
    public void FailNextWrite(Func<Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>> fault) => Fault = (request, pass) =>
    {
        var isQuery = request.Headers.Contains("x-ms-documentdb-isquery");
        if (request.Method == HttpMethod.Get || isQuery || !request.RequestUri!.AbsolutePath.Contains("/docs", StringComparison.Ordinal))
        {
            return null;
        }
        Fault = null;
        return fault(pass);
    };

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        lock (_seen)
        {
            _seen.Add($"{request.Method} {request.RequestUri!.PathAndQuery}");
        }
        Task<HttpResponseMessage> Pass() => hosts[request.RequestUri!.Host].SendAsync(request, cancellationToken);
        return Fault?.Invoke(request, Pass) ?? Pass();
    }

#pragma warning disable CA2215 // The factory disposes handlers; this one belongs to the test.
    protected override void Dispose(bool disposing)
    {
    }
#pragma warning restore CA2215
}
