using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Serverless.Functions.Tests.OpenApi;

/// <summary>A body that says how long it is, sends its beginning, and the rest when it is told to.</summary>
internal sealed class SlowContent : HttpContent
{
    private readonly byte[] _beginning;
    private readonly long _length;
    private readonly Task _goOn;

    public SlowContent(string beginning, long length, Task goOn, string type)
    {
        (_beginning, _length, _goOn) = (Encoding.UTF8.GetBytes(beginning), length, goOn);
        Headers.ContentType = MediaTypeHeaderValue.Parse(type);
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(_beginning);
        await stream.FlushAsync();
        await _goOn;
        await stream.WriteAsync(Encoding.UTF8.GetBytes(new string('\n', (int)_length - _beginning.Length)));
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _length;
        return true;
    }
}
