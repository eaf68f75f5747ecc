using System.Net.Sockets;
using Serverless.Embedded.Storage;
using Serverless.Embedded.Wire;

namespace Serverless.Embedded.Host.Sharing;

/// <summary>
/// How a guest reaches the services of the process that hosts them. While there is none, requests wait for the next; one that was under way
/// when the host ended fails, as nobody knows what became of it.
/// </summary>
internal sealed class HostConnection(string folder, UnixDomainSocketEndPoint socket) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly HashSet<string> OfOneHop = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Connection", "Content-Length", "Content-Type", "Transfer-Encoding", "Keep-Alive", "Expect",
    };

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, stop) => await Connect(socket, stop),
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
        // A presence that is let go of is a connection that is closed, at once.
        MaxResponseDrainSize = 0,
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5),
    });

    /// <summary>The requests that are sent.</summary>
    public Traffic Traffic { get; } = new();

    /// <summary>Forwards a request, whichever process hosts the service by then; that may be this one.</summary>
    /// <exception cref="HttpRequestException">Nobody hosts the services, or the host ended before it answered.</exception>
    public async Task<WireResponse> Ask(SharedService service, WireRequest request, CancellationToken stop)
    {
        var body = await request.ReadBody(stop);
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var nextHost = Traffic.NextHost;
            if (service.Here is { } here)
            {
                return await here.Answer(request, stop);
            }
            if (await TrySend(service, request, body, stop) is { } answer)
            {
                return answer;
            }
            await InTime(nextHost, Patience - TimeProvider.System.GetElapsedTime(began), stop);
        }
    }

    /// <summary>Finds the host; null when nobody answers.</summary>
    /// <exception cref="DataFileException">It speaks another version.</exception>
    public async Task<Presence?> Greet(CancellationToken stop)
    {
        using var greeting = new HttpRequestMessage(HttpMethod.Get, "http://host" + Protocol.Presence);
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stop);
        HttpResponseMessage answer;
        try
        {
            answer = await _http.SendAsync(greeting, either.Token);
        }
        catch (Exception nobody) when (nobody is HttpRequestException || (nobody is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return null;
        }
        var version = answer.Headers.TryGetValues(Protocol.VersionHeader, out var values) ? values.First() : "an unknown version";
        if (version == Protocol.Version)
        {
            return new(answer);
        }
        answer.Dispose();
        throw new DataFileException(
            $"The data folder {folder} is used by a process of another build: it shares its services in version {version}, this process in version " +
            $"{Protocol.Version}. Stop it, or start both from the same build.");
    }

    public void Dispose() => _http.Dispose();

    // Null when it was not sent, because there is nobody to send it to.
    private async Task<WireResponse?> TrySend(SharedService service, WireRequest request, ReadOnlyMemory<byte> body, CancellationToken stop)
    {
        if (!Traffic.TryBegin())
        {
            return null;
        }
        try
        {
            using var message = Message(service, request, body);
            return await Read(await _http.SendAsync(message, stop), stop);
        }
        catch (HttpRequestException nobody) when (nobody.InnerException is SocketException && nobody.HttpRequestError == HttpRequestError.ConnectionError)
        {
            return null;
        }
        finally
        {
            Traffic.End();
        }
    }

    private static async Task<Stream> Connect(UnixDomainSocketEndPoint place, CancellationToken stop)
    {
        var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await connection.ConnectAsync(place, stop);
            return new NetworkStream(connection, ownsSocket: true);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static HttpRequestMessage Message(SharedService service, WireRequest request, ReadOnlyMemory<byte> body)
    {
        var address = new Uri(
            $"http://host{request.Path}{request.QueryString}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var message = new HttpRequestMessage(new HttpMethod(request.Method), address);
        if (body.Length > 0 || request.Method is not ("GET" or "HEAD"))
        {
            message.Content = new ReadOnlyMemoryContent(body);
            if (request.Header("Content-Type") is { } type)
            {
                message.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            }
        }
        foreach (var (name, value) in request.Headers)
        {
            if (!OfOneHop.Contains(name))
            {
                message.Headers.TryAddWithoutValidation(name, value);
            }
        }
        message.Headers.TryAddWithoutValidation(Protocol.ServiceHeader, service.Name);
        message.Headers.TryAddWithoutValidation(Protocol.BaseAddressHeader, request.BaseAddress);
        return message;
    }

    private static async Task<WireResponse> Read(HttpResponseMessage response, CancellationToken stop)
    {
        using (response)
        {
            var body = await response.Content.ReadAsByteArrayAsync(stop);
            var type = response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var types) ? types.ToString() : null;
            var answer = new WireResponse((int)response.StatusCode, body, type);
            foreach (var (name, values) in response.Headers.NonValidated)
            {
                foreach (var value in OfOneHop.Contains(name) ? [] : values)
                {
                    answer.With(name, value);
                }
            }
            return answer;
        }
    }

    private static async Task InTime(Task nextHost, TimeSpan left, CancellationToken stop)
    {
        try
        {
            await nextHost.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, TimeProvider.System, stop);
        }
        catch (TimeoutException)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "No process hosts the embedded services.");
        }
    }
}
