using Microsoft.AspNetCore.Http;

namespace Serverless.Embedded.Host.Http;

/// <summary>Adds the headers that host.json names to each answer that does not have them.</summary>
internal sealed class CustomHeaders(IReadOnlyDictionary<string, string> headers)
{
    public RequestDelegate Before(RequestDelegate next) => headers.Count == 0 ? next : http =>
    {
        http.Response.OnStarting(Add, http.Response);
        return next(http);
    };

    private Task Add(object response)
    {
        foreach (var (name, value) in headers)
        {
            ((HttpResponse)response).Headers.TryAdd(name, value);
        }
        return Task.CompletedTask;
    }
}
