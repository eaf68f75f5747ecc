using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Serverless.Embedded.Redis;

/// <summary>Commands as they go over the wire (RESP 2): arrays of byte strings. One or several, that are sent as one piece.</summary>
internal sealed class RedisCommand
{
    private readonly ArrayBufferWriter<byte> _bytes = new(256);

    /// <summary>How many commands these are, and so how many replies are to come.</summary>
    public int Count { get; private set; }

    public ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

    public static RedisCommand Of(string name, params ReadOnlySpan<string> arguments)
    {
        var command = new RedisCommand().Begin(name, 1 + arguments.Length);
        foreach (var argument in arguments)
        {
            command.Add(argument);
        }
        return command;
    }

    /// <summary>Begins a command of so many parts, its name included.</summary>
    public RedisCommand Begin(string name, int parts)
    {
        Count++;
        Header((byte)'*', parts);
        return Add(name);
    }

    public RedisCommand Add(string text)
    {
        Header((byte)'$', Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, _bytes);
        return End();
    }

    public RedisCommand Add(long number) => Add(number.ToString(CultureInfo.InvariantCulture));

    public RedisCommand Add(ReadOnlySequence<byte> value)
    {
        Header((byte)'$', value.Length);
        foreach (var segment in value)
        {
            _bytes.Write(segment.Span);
        }
        return End();
    }

    private void Header(byte kind, long length)
    {
        const int Longest = 21;
        var span = _bytes.GetSpan(Longest + 1);
        span[0] = kind;
        _ = Utf8Formatter.TryFormat(length, span[1..], out var digits);
        _bytes.Advance(1 + digits);
        End();
    }

    private RedisCommand End()
    {
        _bytes.Write("\r\n"u8);
        return this;
    }
}
