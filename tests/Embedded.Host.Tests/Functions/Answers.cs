using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Embedded.Host.Tests.Functions;

public class Answers
{
    [Function("Hello")]
    public IResult Hello([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest http) => Results.Text("hello");

    [Function("Json")]
    public Task<IResult> Json([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest http) => Task.FromResult(Results.Json(new { SomeName = 1 }));

    [Function("Action")]
    public IActionResult Action([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest http) => new AcceptedResult("/there", new { Some = "value" });

    [Function("Nothing")]
    public void Nothing([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest http) { }

    [Function("Throws")]
    public IResult Throws([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest http) => throw new InvalidOperationException("On purpose.");
}
