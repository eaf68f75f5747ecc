using System.Diagnostics;
using System.Net;
using Serverless.Architecture.Tests;
using Serverless.RunningApp;

namespace Serverless.Infrastructure.Tests.Delivery;

/// <summary>infra/azure/scripts/smoke.sh against the application itself, and against what is none.</summary>
public class The_smoke_test
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Passes_against_the_application()
    {
        var data = Directory.CreateTempSubdirectory("smoke").FullName;
        await using (var app = AppProcess.Start(data))
        {
            var (exit, said) = await Smoke($"http://127.0.0.1:{app.Port}/api", wait: 120);
            Assert.True(exit == 0, $"{said}\n{app.Output}");
            Assert.Contains("is well", said);
        }
        Directory.Delete(data, recursive: true);
    }

    // A page that answers everything with 200 is no order system: whoever asks without a token must be refused.
    [Fact]
    public async Task Fails_against_a_page_that_lets_everybody_in()
    {
        using var listener = new HttpListener();
        var port = Listen(listener);
        var serving = Serve(listener, """{"items":[]}""");
        var (exit, said) = await Smoke($"http://127.0.0.1:{port}/api", wait: 20);
        listener.Stop();
        await serving;
        Assert.Equal(1, exit);
        Assert.Contains("orders need a token: 200 instead of 401", said);
    }

    [Fact]
    public async Task Fails_where_nothing_answers()
    {
        var (exit, said) = await Smoke("http://127.0.0.1:9/api", wait: 0);
        Assert.Equal(1, exit);
        Assert.Contains("/health/ready does not answer 200", said);
    }

    private static async Task<(int Exit, string Said)> Smoke(string address, int wait)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", [Repository.PathOf("infra/azure/scripts/smoke.sh"), address])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment = { ["WAIT"] = $"{wait}" },
        })!;
        var output = process.StandardOutput.ReadToEndAsync(Stop);
        var errors = process.StandardError.ReadToEndAsync(Stop);
        await process.WaitForExitAsync(Stop);
        return (process.ExitCode, await output + await errors);
    }

    private static int Listen(HttpListener listener)
    {
        using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        listener.Start();
        return port;
    }

    private static async Task Serve(HttpListener listener, string body)
    {
        while (listener.IsListening)
        {
            try
            {
                var context = await listener.GetContextAsync();
                context.Response.ContentType = "application/json";
                await context.Response.OutputStream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(body));
                context.Response.Close();
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
