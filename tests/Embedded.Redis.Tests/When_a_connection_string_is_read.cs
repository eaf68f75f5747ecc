using System.Security.Authentication;

namespace Serverless.Embedded.Redis.Tests;

public class When_a_connection_string_is_read
{
    [Fact]
    public void Every_part_is_understood()
    {
        var settings = RedisSettings.Parse(
            "shop.redis.example:10000,password=a=b=,user=orders,ssl=True,sslHost=other,sslProtocols=tls12|tls13,abortConnect=False,"
            + "connectTimeout=100,syncTimeout=200,asyncTimeout=300,defaultDatabase=2,name=me,keepAlive=9");
        Assert.Equal(("shop.redis.example", 10000), (settings.Host, settings.Port));
        Assert.Equal(("orders", "a=b=", true, "other"), (settings.User, settings.Password, settings.Ssl, settings.SslHost));
        Assert.Equal(SslProtocols.Tls12 | SslProtocols.Tls13, settings.SslProtocols);
        Assert.Equal((2, "me"), (settings.Database, settings.Name));
        Assert.Equal([100, 300, 9000], new[] { settings.ConnectTimeout, settings.Timeout, settings.KeepAlive }.Select(time => time.TotalMilliseconds));
    }

    [Theory]
    [InlineData("redis", "redis", 6379)]
    [InlineData("redis,ssl=true", "redis", 6380)]
    [InlineData("[::1]:7000", "::1", 7000)]
    [InlineData("::1", "::1", 6379)]
    public void The_server_may_lack_its_port(string text, string host, int port)
    {
        var settings = RedisSettings.Parse(text);
        Assert.Equal((host, port), (settings.Host, settings.Port));
    }

    [Theory]
    [InlineData("", "names a server")]
    [InlineData("ssl=true", "names a server")]
    [InlineData("a:1,b:1", "several are not supported")]
    [InlineData("a:port", "'port' is not a port")]
    [InlineData("a,colour=blue", "no option 'colour'")]
    [InlineData("a,AllowAdmin=true", "'AllowAdmin' of a Redis connection string is not supported")]
    [InlineData("a,ssl=maybe", "'ssl'")]
    [InlineData("a,connectTimeout=soon", "'connectTimeout'")]
    [InlineData("a,sslProtocols=tls99", "'sslProtocols'")]
    public void What_is_wrong_is_named(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => RedisSettings.Parse(text)).Message, StringComparison.Ordinal);
}
