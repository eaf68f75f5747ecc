using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Workflows.Orders;

namespace Serverless.Functions.Tests.Http;

public class When_a_request_takes_too_long
{
    private const string OneSecond = "--Http:RequestTimeout=00:00:01";

    [Fact]
    public async Task It_is_answered_and_its_work_is_given_up()
    {
        var givenUp = new TaskCompletionSource();
        await using var shop = await Shop.Open([OneSecond], app => app.Services.AddSingleton<IOrderStore>(new UnwillingOrders(Hang)));
        var answer = await (await shop.Customer("waits")).Place("cart-1");
        Assert.Equal((503, "timed_out"), answer.Refusal);
        Assert.Equal("2", answer.Header("Retry-After"));
        Assert.True(givenUp.Task.IsCompleted);

        async Task Hang(CancellationToken stop)
        {
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
            }
            finally
            {
                givenUp.TrySetResult();
            }
        }
    }

    [Fact]
    public async Task It_is_the_clients_fault_when_the_body_does_not_come()
    {
        await using var shop = await Shop.Open([OneSecond]);
        var token = await shop.Anonymous.GetStringAsync("identity/token?sub=slow", TestContext.Current.CancellationToken);
        using var client = new TcpClient();
        await client.ConnectAsync(shop.App.BaseAddress.Host, shop.App.BaseAddress.Port, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /api/orders HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token.Trim()}\r\nIdempotency-Key: cart-1\r\n"
            + "Content-Type: application/json\r\nContent-Length: 100\r\nConnection: close\r\n\r\n{"), TestContext.Current.CancellationToken);
        var answer = await Read(stream, until: "}");
        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"request_timeout\"", answer, StringComparison.Ordinal);
    }

    // Not to the end: the server waits for the rest of the body for a while, and hangs up then.
    private static async Task<string> Read(NetworkStream stream, string until)
    {
        var (text, buffer) = ("", new byte[4096]);
        while (!text.Contains(until, StringComparison.Ordinal))
        {
            var count = await stream.ReadAsync(buffer, TestContext.Current.CancellationToken);
            Assert.NotEqual(0, count);
            text += Encoding.ASCII.GetString(buffer, 0, count);
        }
        return text;
    }
}
