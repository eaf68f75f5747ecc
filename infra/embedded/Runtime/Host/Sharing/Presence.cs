namespace Serverless.Embedded.Host.Sharing;

/// <summary>The host, as long as it is there: the answer to a guest's greeting, which goes on until the host ends.</summary>
internal sealed class Presence(HttpResponseMessage answer) : IDisposable
{
    /// <summary>Completes when the host ends: true when it says so before, and waits until the guest has no request under way.</summary>
    public async Task<bool> End(CancellationToken stop)
    {
        try
        {
            var body = await answer.Content.ReadAsStreamAsync(stop);
            return await body.ReadAsync(new byte[1], stop) > 0;
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            return false;
        }
    }

    /// <summary>Tells the host that this guest has no request under way, and sends none any more.</summary>
    public void Dispose() => answer.Dispose();
}
