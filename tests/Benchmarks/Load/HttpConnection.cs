using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Serverless.Benchmarks.Load;

/// <summary>
/// One keep-alive HTTP/1.1 connection with one request in flight. Written by hand because the generator shares its
/// cores with what it measures: a request here costs one send, one receive and no allocation.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[16 * 1024];
    private int _filled;

    public async Task Connect(IPEndPoint server) => await _socket.ConnectAsync(server);

    /// <summary>Sends a whole request and reads the whole response, which stays readable until the next call.</summary>
    public async ValueTask<HttpAnswer> Send(ReadOnlyMemory<byte> request)
    {
        for (var sent = 0; sent < request.Length;)
        {
            sent += await _socket.SendAsync(request[sent..]);
        }
        _filled = 0;
        while (true)
        {
            if (_filled == _buffer.Length)
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }
            var received = await _socket.ReceiveAsync(_buffer.AsMemory(_filled));
            if (received == 0)
            {
                throw new IOException("The server closed the connection in the middle of a response.");
            }
            _filled += received;
            if (TryRead(_buffer.AsMemory(0, _filled), out var answer))
            {
                return answer;
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    private static bool TryRead(Memory<byte> data, out HttpAnswer answer)
    {
        answer = default;
        var headEnd = data.Span.IndexOf("\r\n\r\n"u8);
        if (headEnd < 0)
        {
            return false;
        }
        var head = data[..(headEnd + 2)];
        var rest = data[(headEnd + 4)..];
        _ = Utf8Parser.TryParse(head.Span[9..12], out int status, out _);
        var body = status is 204 or 304 ? rest[..0]
            : HttpAnswer.Header(head.Span, "content-length"u8) is { Length: > 0 } length ? Sized(rest, length)
            : Chunked(rest);
        if (body is not { } whole)
        {
            return false;
        }
        answer = new(status, head, whole);
        return true;
    }

    private static Memory<byte>? Sized(Memory<byte> rest, ReadOnlySpan<byte> length)
    {
        _ = Utf8Parser.TryParse(length, out int size, out _);
        return rest.Length >= size ? rest[..size] : null;
    }

    // Joins the chunks in place, once the last one is there. JSON holds no raw line break, so only the last one ends like this.
    private static Memory<byte>? Chunked(Memory<byte> rest)
    {
        if (!rest.Span.EndsWith("0\r\n\r\n"u8))
        {
            return null;
        }
        int from = 0, to = 0;
        while (Utf8Parser.TryParse(rest.Span[from..], out int size, out var digits, 'x') && size > 0)
        {
            from += digits + 2;
            rest.Span.Slice(from, size).CopyTo(rest.Span[to..]);
            to += size;
            from += size + 2;
        }
        return rest[..to];
    }
}

/// <summary>A response, as bytes of the connection's buffer.</summary>
internal readonly record struct HttpAnswer(int Status, ReadOnlyMemory<byte> Head, ReadOnlyMemory<byte> Body)
{
    public string BodyText => Encoding.UTF8.GetString(Body.Span);

    /// <summary>The header's value; empty when absent. The name is given in lower case.</summary>
    public static ReadOnlySpan<byte> Header(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name)
    {
        while (head.IndexOf("\r\n"u8) is var end and >= 0)
        {
            var line = head[..end];
            if (line.Length > name.Length && line[name.Length] == ':' && Ascii.EqualsIgnoreCase(line[..name.Length], name))
            {
                return line[(name.Length + 1)..].Trim((byte)' ');
            }
            head = head[(end + 2)..];
        }
        return [];
    }
}
