using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Serverless.Embedded.Host.Sharing;

/// <summary>Serves embedded services over a socket or a port of their own, apart from the functions, from when this process hosts them.</summary>
internal sealed class ServiceServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly KestrelServer _kestrel;
    private readonly ServiceProvider _noServices = new ServiceCollection().BuildServiceProvider();

    private ServiceServer(Action<KestrelServerOptions> open, ILoggerFactory logs)
    {
        var options = new KestrelServerOptions { ApplicationServices = _noServices, AddServerHeader = false };
        open(options);
        var transport = new SocketTransportOptions();
        var bindAsUsual = transport.CreateBoundListenSocket;
        transport.CreateBoundListenSocket = place => place is System.Net.Sockets.UnixDomainSocketEndPoint ? ServiceSocket.Bind(place) : bindAsUsual(place);
        _kestrel = new(Options.Create(options), new SocketTransportFactory(Options.Create(transport), logs), logs);
    }

    /// <summary>Begins to answer on a socket.</summary>
    public static Task<ServiceServer> On(System.Net.Sockets.UnixDomainSocketEndPoint socket, RequestDelegate answer, ILoggerFactory logs) =>
        Start(options => options.ListenUnixSocket(socket.ToString()), answer, logs);

    /// <summary>Begins to answer on a port of this machine's loopback addresses; on any that is free for 0.</summary>
    public static Task<ServiceServer> On(int port, RequestDelegate answer, ILoggerFactory logs) => Start(
        options =>
        {
            if (port == 0)
            {
                options.Listen(IPAddress.Loopback, 0);
            }
            else
            {
                options.ListenLocalhost(port);
            }
        },
        answer,
        logs);

    /// <summary>Takes nothing new, and lets what is under way end.</summary>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        await _kestrel.StopAsync(patience.Token);
        _kestrel.Dispose();
        await _noServices.DisposeAsync();
    }

    private static async Task<ServiceServer> Start(Action<KestrelServerOptions> open, RequestDelegate answer, ILoggerFactory logs)
    {
        var server = new ServiceServer(open, logs);
        await server._kestrel.StartAsync(new Application(answer), CancellationToken.None);
        return server;
    }

    private sealed class Application(RequestDelegate answer) : IHttpApplication<HttpContext>
    {
        public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

        public Task ProcessRequestAsync(HttpContext context) => answer(context);

        public void DisposeContext(HttpContext context, Exception? exception)
        {
        }
    }
}
