using System.Buffers.Text;
using System.Net;
using System.Text;

namespace Serverless.Benchmarks.Load;

/// <summary>The bytes of <c>POST /api/orders</c> for one customer; only the idempotency key changes from one to the next.</summary>
internal sealed class OrderRequest
{
    private const int KeyDigits = 16;
    private readonly byte[] _bytes;
    private readonly int _keyAt;

    public OrderRequest(IPEndPoint server, string token, string sku, string run)
    {
        var body = $$"""{"lines":[{"sku":"{{sku}}","quantity":2}],"paymentMethod":"pm_card_visa"}""";
        var head =
            $"POST /api/orders HTTP/1.1\r\nHost: {server}\r\nAuthorization: Bearer {token}\r\n" +
            $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\nIdempotency-Key: {run}-";
        _keyAt = head.Length;
        _bytes = Encoding.ASCII.GetBytes($"{head}{new string('0', KeyDigits)}\r\n\r\n{body}");
    }

    /// <summary>The request with this number as its key. Valid until the next call.</summary>
    public ReadOnlyMemory<byte> WithKey(long number)
    {
        _ = Utf8Formatter.TryFormat(number, _bytes.AsSpan(_keyAt), out _, new('D', KeyDigits));
        return _bytes;
    }
}
