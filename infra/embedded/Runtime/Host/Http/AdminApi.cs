using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Embedded.Host.Invoking;
using Serverless.Embedded.Host.Services;
using Serverless.Embedded.Host.Sharing;
using Serverless.Embedded.Wire;

namespace Serverless.Embedded.Host.Http;

/// <summary>
/// The host's own paths below <c>/admin</c>. As with Core Tools, a client on this machine needs no key; any other needs the master key.
/// </summary>
internal sealed class AdminApi(
    RunningFunctions functions, HttpRoutes routes, HttpDispatcher dispatcher, FunctionKeys keys, IServiceProvider services)
{
    public Task Answer(HttpContext http)
    {
        var segments = http.Request.Path.Value!.Trim('/').Split('/');
        if (segments is [_, "host", "ping"])
        {
            return Task.CompletedTask;
        }
        if (!FromHere(http) && !keys.OpenAdmin(http.Request))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }
        return (http.Request.Method, segments) switch
        {
            ("GET", [_, "host", "status"]) => Results.Json(Status()).ExecuteAsync(http),
            ("GET", [_, "embedded", "counters"]) =>
                WireEndpoint.Answer(services.GetRequiredService<EmbeddedServices>().Directory.Counters, http),
            ("GET", [_, "functions"]) =>
                Results.Json(functions.All.Select(function => Describe(function, http.Request))).ExecuteAsync(http),
            ("GET", [_, "functions", var name]) when functions.Find(name) is { } function =>
                Results.Json(Describe(function, http.Request)).ExecuteAsync(http),
            ("POST", [_, "functions", var name]) when functions.Find(name) is { } function => RunOnce(function, http),
            _ => Missing(http),
        };
    }

    private static bool FromHere(HttpContext http) => http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);

    private static Task Missing(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private object Status() => new
    {
        id = "embedded",
        state = "Running",
        version = typeof(AdminApi).Assembly.GetName().Version?.ToString(),
        versionDetails = "embedded runtime",
        hostsServices = services.GetRequiredService<Membership>().IsHost,
    };

    private static object Describe(FunctionDescriptor function, HttpRequest request) => new
    {
        name = function.Name,
        href = $"{request.Scheme}://{request.Host}/admin/functions/{function.Name}",
        isDisabled = function.Disabled,
        language = "dotnet-isolated",
        config = new
        {
            name = function.Name,
            bindings = new[] { new { name = function.TriggerParameter.Name, type = PlannedDefinition.TypeName(function.Trigger), direction = "In" } },
        },
    };

    private async Task RunOnce(FunctionDescriptor function, HttpContext http)
    {
        string? input;
        try
        {
            using var body = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
            input = body.RootElement.TryGetProperty("input", out var value) ? value.GetString() : null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        functions.RunOnce(function, () => function.Trigger is HttpTriggerAttribute
            ? RunHttp(function, input ?? "")
            : functions.InvokeWith(function, input ?? ""));
        http.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private async Task RunHttp(FunctionDescriptor function, string input)
    {
        var http = new DefaultHttpContext { RequestServices = services };
        http.Request.Method = HttpMethods.Post;
        http.Request.ContentType = "application/json";
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(input));
        await dispatcher.Run(routes.Functions.First(route => route.Plan.Function == function), new RouteValueDictionary(), http);
    }
}
