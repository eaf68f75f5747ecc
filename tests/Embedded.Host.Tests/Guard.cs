using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Serverless.Embedded.Host.Tests;

/// <summary>Does what the request's header <c>x-guard</c> tells it.</summary>
internal sealed class Guard : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }
        switch (http.Request.Headers["x-guard"].ToString())
        {
            case "refuse":
                http.Response.StatusCode = 401;
                await http.Response.WriteAsync("who are you?");
                break;
            case "mark":
                http.Response.Headers["x-marked"] = context.FunctionDefinition.Name;
                await next(context);
                break;
            case "catch":
                await Catch(context, next, http);
                break;
            case "replace":
                await next(context);
                context.GetInvocationResult().Value = Results.Text("replaced");
                break;
            default:
                await next(context);
                break;
        }
    }

    private static async Task Catch(FunctionContext context, FunctionExecutionDelegate next, HttpContext http)
    {
        try
        {
            await next(context);
        }
        catch (InvalidOperationException failure)
        {
            http.Response.StatusCode = 400;
            await http.Response.WriteAsync($"caught {failure.GetType().Name}");
        }
    }
}
