using System.Buffers;
using System.Text;

namespace Serverless.Embedded.Redis.Tests;

public class When_replies_are_read
{
    [Fact]
    public void Each_kind_is_told_from_the_others()
    {
        var received = Sequence("+OK\r\n-ERR no\r\n:-7\r\n$2\r\n\r\n\r\n$-1\r\n*2\r\n:1\r\n*0\r\n*-1\r\n");
        Assert.Equal(new RedisReply.Status("OK"), Next(ref received));
        Assert.Equal(new RedisReply.Error("ERR no"), Next(ref received));
        Assert.Equal(new RedisReply.Number(-7), Next(ref received));
        Assert.Equal("\r\n"u8.ToArray(), Assert.IsType<RedisReply.Bulk>(Next(ref received)).Value);
        Assert.Null(Assert.IsType<RedisReply.Bulk>(Next(ref received)).Value);
        var list = Assert.IsType<RedisReply.List>(Next(ref received));
        Assert.Equal(new RedisReply.Number(1), list.Items[0]);
        Assert.Empty(Assert.IsType<RedisReply.List>(list.Items[1]).Items);
        Assert.Null(Assert.IsType<RedisReply.Bulk>(Next(ref received)).Value);
        Assert.True(received.IsEmpty);
    }

    [Fact]
    public void Nothing_is_taken_before_it_is_all_there()
    {
        const string Whole = "*3\r\n$5\r\nhello\r\n:12\r\n$-1\r\n";
        for (var length = 0; length < Whole.Length; length++)
        {
            var received = Sequence(Whole[..length]);
            Assert.False(RedisReplyReader.TryRead(ref received, out _));
            Assert.Equal(length, received.Length);
        }
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n")]
    [InlineData("\r\n")]
    [InlineData("$abc\r\n")]
    [InlineData("$-2\r\n")]
    [InlineData("$99999999999\r\n")]
    [InlineData(":123456789012345678901\r\n")]
    [InlineData("*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n")]
    public void What_is_no_reply_is_refused(string text) => Assert.Throws<RedisException>(() =>
    {
        var received = Sequence(text);
        RedisReplyReader.TryRead(ref received, out _);
    });

    private static RedisReply Next(ref ReadOnlySequence<byte> received)
    {
        Assert.True(RedisReplyReader.TryRead(ref received, out var reply));
        return reply;
    }

    private static ReadOnlySequence<byte> Sequence(string text) => new(Encoding.UTF8.GetBytes(text));
}
