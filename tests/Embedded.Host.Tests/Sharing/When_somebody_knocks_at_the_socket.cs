using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Embedded.Host.Sharing;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Host.Tests.Sharing;

public class When_somebody_knocks_at_the_socket
{
    [Fact]
    public async Task Nobody_but_the_same_user_may()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("There are no such file modes.");
            return;
        }
        await using var data = new SharedData();
        await data.Start();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(ServiceSocket.In(data.Folder)!.ToString()));
    }

    [Fact]
    public async Task Bytes_that_make_no_request_and_requests_that_never_end_hold_up_nobody()
    {
        await using var data = new SharedData();
        await data.Start();
        var strangers = new List<Socket>();
        for (var i = 0; i < 40; i++)
        {
            var stranger = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await stranger.ConnectAsync(ServiceSocket.In(data.Folder)!, TestContext.Current.CancellationToken);
            await stranger.SendAsync(
                i % 2 == 0 ? SHA256.HashData([(byte)i]) : Encoding.ASCII.GetBytes("POST /send?entity=work HTTP/1.1\r\nHost: host\r\nContent-Length: 99\r\n\r\n."),
                TestContext.Current.CancellationToken);
            strangers.Add(stranger);
        }

        var guest = await data.Start();
        await guest.Send("one");
        await Until.True(() => data.Instances.Sum(instance => instance.Handled.Count) == 1);

        strangers.ForEach(stranger => stranger.Dispose());
    }

    [Fact]
    public async Task An_instance_of_another_version_is_refused()
    {
        await using var data = new SharedData();
        using var taken = DataLock.Take(data.Folder);
        await using var other = await ServiceServer.On(
            ServiceSocket.In(data.Folder)!,
            http =>
            {
                http.Response.Headers[Protocol.VersionHeader] = "0";
                return Task.CompletedTask;
            },
            NullLoggerFactory.Instance);

        var refusal = await Assert.ThrowsAsync<DataFileException>(data.Start);

        Assert.Equal(
            $"The data folder {data.Folder} is used by a process of another build: it shares its services in version 0, this process in version " +
            $"{Protocol.Version}. Stop it, or start both from the same build.",
            refusal.Message);
    }

    [Fact]
    public async Task It_is_told_when_the_folders_path_is_too_long_for_one()
    {
        await using var data = new SharedData(new string('d', 100));
        await data.Start();

        var refusal = await Assert.ThrowsAsync<DataFileException>(data.Start);

        Assert.StartsWith($"The data folder {data.Folder} is in use by another process, and its path is too long", refusal.Message, StringComparison.Ordinal);
    }
}
