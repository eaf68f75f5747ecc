using System.Net;
using Microsoft.AspNetCore.Http;
using Serverless.Functions.Http.RateLimits;

namespace Serverless.Functions.Tests.Http.RateLimits;

public class When_nobody_says_who_asks
{
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    public void It_is_the_network_that_the_call_came_from(string remote, string expected) =>
        Assert.Equal(expected, Of(remote, null, 0));

    [Theory]
    [InlineData(0, "10.0.0.1")]
    [InlineData(1, "198.51.100.2")]
    [InlineData(2, "203.0.113.7")]
    [InlineData(3, "1.1.1.1")]
    [InlineData(4, "10.0.0.1")]
    public void As_many_proxies_are_believed_as_are_trusted_and_whoever_came_not_through_them_counts_as_itself(int trusted, string expected) =>
        Assert.Equal(expected, Of("10.0.0.1", "1.1.1.1, 203.0.113.7:51234, 198.51.100.2", trusted));

    [Theory]
    [InlineData("nonsense", "10.0.0.1")]
    [InlineData("", "10.0.0.1")]
    [InlineData("[2001:db8:1:2:3:4:5:6]:443", "2001:db8:1:2::")]
    public void What_a_proxy_wrote_is_an_address_with_or_without_a_port(string field, string expected) =>
        Assert.Equal(expected, Of("10.0.0.1", field, 1));

    [Fact]
    public void Without_any_address_all_are_one() => Assert.Equal(IPAddress.None, ClientAddress.Of(new DefaultHttpContext(), 0, "X-Forwarded-For"));

    private static string Of(string remote, string? forwarded, int trusted)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Parse(remote);
        http.Request.Headers["X-Forwarded-For"] = forwarded;
        return ClientAddress.Of(http, trusted, "X-Forwarded-For").ToString();
    }
}
