using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Serverless.Embedded.Redis;

/// <summary>Reads replies of RESP 2.</summary>
internal static class RedisReplyReader
{
    // The most that the server takes for one value.
    private const long LongestBulk = 512L * 1024 * 1024;
    private const long LongestList = 1024 * 1024;
    private const int DeepestList = 8;

    /// <summary>Reads one reply off the front, or nothing while it is not all there.</summary>
    /// <exception cref="RedisException">It is none.</exception>
    public static bool TryRead(ref ReadOnlySequence<byte> received, out RedisReply reply)
    {
        var reader = new SequenceReader<byte>(received);
        if (!TryRead(ref reader, DeepestList, out reply))
        {
            return false;
        }
        received = received.Slice(reader.Position);
        return true;
    }

    private static bool TryRead(ref SequenceReader<byte> reader, int depth, out RedisReply reply)
    {
        reply = null!;
        if (!reader.TryReadTo(out ReadOnlySequence<byte> line, "\r\n"u8))
        {
            return false;
        }
        var text = line.IsEmpty ? throw Garbled("an empty line") : line.Slice(1);
        switch ((char)line.FirstSpan[0])
        {
            case '+':
                reply = new RedisReply.Status(Encoding.UTF8.GetString(text));
                return true;
            case '-':
                reply = new RedisReply.Error(Encoding.UTF8.GetString(text));
                return true;
            case ':':
                reply = new RedisReply.Number(Number(text, long.MinValue, long.MaxValue));
                return true;
            case '$':
                return TryReadBulk(ref reader, Number(text, -1, LongestBulk), out reply);
            case '*':
                return TryReadList(ref reader, Number(text, -1, LongestList), depth, out reply);
            default:
                throw Garbled($"a reply of the kind 0x{line.FirstSpan[0]:x2}");
        }
    }

    private static bool TryReadBulk(ref SequenceReader<byte> reader, long length, out RedisReply reply)
    {
        reply = new RedisReply.Bulk(null);
        if (length < 0)
        {
            return true;
        }
        if (reader.Remaining < length + 2)
        {
            return false;
        }
        reply = new RedisReply.Bulk(reader.UnreadSequence.Slice(0, length).ToArray());
        reader.Advance(length + 2);
        return true;
    }

    private static bool TryReadList(ref SequenceReader<byte> reader, long count, int depth, out RedisReply reply)
    {
        reply = new RedisReply.Bulk(null);
        if (depth == 0)
        {
            throw Garbled("lists in lists in lists");
        }
        var items = new List<RedisReply>();
        for (var at = 0L; at < count; at++)
        {
            if (!TryRead(ref reader, depth - 1, out var item))
            {
                return false;
            }
            items.Add(item);
        }
        reply = count < 0 ? reply : new RedisReply.List(items);
        return true;
    }

    private static long Number(ReadOnlySequence<byte> text, long least, long most)
    {
        Span<byte> digits = stackalloc byte[20];
        if (text.Length > digits.Length)
        {
            throw Garbled("a number of many digits");
        }
        text.CopyTo(digits);
        digits = digits[..(int)text.Length];
        return Utf8Parser.TryParse(digits, out long number, out var read) && read == digits.Length && number >= least && number <= most
            ? number
            : throw Garbled("a number that is none");
    }

    private static RedisException Garbled(string what) => new($"The server sent {what}.");
}
