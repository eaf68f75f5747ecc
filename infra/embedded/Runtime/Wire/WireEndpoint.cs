using Microsoft.AspNetCore.Http;

namespace Serverless.Embedded.Wire;

/// <summary>Serves an <see cref="IWireService"/> over Kestrel.</summary>
internal static class WireEndpoint
{
    public static Task Answer(IWireService service, HttpContext context) => Answer(service, WireRequest.From(context), context);

    public static async Task Answer(IWireService service, WireRequest request, HttpContext context)
    {
        var answer = await service.Answer(request, context.RequestAborted);
        if (ReferenceEquals(answer, WireResponse.Lost))
        {
            context.Abort();
            return;
        }
        context.Response.StatusCode = answer.Status;
        if (answer.ContentType is { } type)
        {
            context.Response.ContentType = type;
        }
        foreach (var (name, value) in answer.Headers)
        {
            context.Response.Headers.Append(name, value);
        }
        if (answer.Status is not (204 or 304))
        {
            context.Response.ContentLength = answer.Body.Length;
            await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
        }
    }
}
