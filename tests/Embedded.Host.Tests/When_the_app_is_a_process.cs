using System.Net;
using System.Net.Sockets;

namespace Serverless.Embedded.Host.Tests;

public class When_the_app_is_a_process
{
    [Fact]
    public async Task It_answers_and_ends_on_a_signal()
    {
        using var folder = new TemporaryFolder();
        using var app = new AppProcess(folder, "--port", "0");
        using var client = new HttpClient();

        Assert.Equal("hello",
            await client.GetStringAsync(new Uri($"{await app.Address}/api/hello"), TestContext.Current.CancellationToken));

        app.Interrupt();
        Assert.Equal(("", 0), (await app.Error, await app.Exit()));
    }

    [Fact]
    public async Task An_occupied_port_is_told_in_one_line()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        using var folder = new TemporaryFolder();
        using var app = new AppProcess(folder, "--port", $"{port}", "--Embedded:Data=memory");

        await Fails(app, $"Failed to bind to address http://127.0.0.1:{port}: address already in use. Stop what uses the port {port}, or choose another with --port.");
    }

    [Fact]
    public async Task A_corrupt_data_file_is_told_in_one_line()
    {
        using var folder = new TemporaryFolder().With("data.db", new string('x', 10_000));
        using var app = new AppProcess(folder, "--port=0", "--Embedded__DataPath=.");

        await Fails(app, $"The data file {folder.Path}/data.db cannot be read");
    }

    [Fact]
    public async Task A_bad_argument_is_told_in_one_line()
    {
        using var folder = new TemporaryFolder();
        using var app = new AppProcess(folder, "--port=http");

        await Fails(app, "The setting port should be a port from 0 to 65535, not 'http'.");
    }

    private static async Task Fails(AppProcess app, string reason)
    {
        var error = await app.Error;

        Assert.StartsWith(reason, error, StringComparison.Ordinal);
        Assert.Equal((1, 1), (error.TrimEnd().Split('\n').Length, await app.Exit()));
    }
}
