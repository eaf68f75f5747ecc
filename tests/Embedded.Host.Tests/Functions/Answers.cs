using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Embedded.Host.Tests.Functions;

public class Answers
{
    [Function(nameof(Hello))]
    public IResult Hello([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest http) => Results.Text("hello");

    [Function(nameof(Json))]
    public Task<IResult> Json([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest http) =>
        Task.FromResult(Results.Json(new { SomeName = 1 }));

    [Function(nameof(Action))]
    public IActionResult Action([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest http) =>
        new AcceptedResult("/there", new { Some = "value" });

    [Function(nameof(Typed))]
    public ValueTask<Microsoft.AspNetCore.Http.HttpResults.Ok<string>> Typed(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest http) => new(TypedResults.Ok("typed"));

    [Function(nameof(Nothing))]
    public void Nothing([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest http) { }

    [Function(nameof(NothingLater))]
    public static Task NothingLater([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest http) => Task.CompletedTask;

    [Function(nameof(Problem))]
    public IResult Problem([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest http) => Results.Problem(statusCode: 409);

    [Function(nameof(Unchanged))]
    public IResult Unchanged([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest http)
    {
        http.HttpContext.Response.Headers.ETag = "\"7\"";
        return Results.StatusCode(304);
    }

    [Function(nameof(Pieces))]
    public async Task Pieces([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest http)
    {
        http.HttpContext.Response.ContentType = "text/event-stream";
        foreach (var piece in new[] { "one", "two" })
        {
            await http.HttpContext.Response.WriteAsync($"data: {piece}\n\n");
            await http.HttpContext.Response.Body.FlushAsync();
        }
    }

    [Function(nameof(Throws))]
    public IResult Throws([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest http) =>
        throw new InvalidOperationException("On purpose.");

    [Function(nameof(ThrowsLater))]
    public async Task<IResult> ThrowsLater([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest http)
    {
        http.HttpContext.Response.Headers["x-lost"] = "1";
        await Task.Yield();
        throw new InvalidOperationException("On purpose.");
    }

    [Function(nameof(Both))]
    public Twofold Both([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest http) => new(Results.Text("answered"), "kept");

    public sealed record Twofold([property: HttpResult] IResult Answer, [property: QueueOutput("kept")] string Message);
}
