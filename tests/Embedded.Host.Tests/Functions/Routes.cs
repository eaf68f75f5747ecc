using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Embedded.Host.Tests.Functions;

public class Routes
{
    [Function(nameof(ById))]
    public IResult ById([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{id:int}")] HttpRequest http, int id) =>
        Results.Text($"thing {id}");

    [Function(nameof(ByGuid))]
    public IResult ByGuid([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "guids/{id}")] HttpRequest http, Guid id) =>
        Results.Text(id.ToString());

    [Function(nameof(Maybe))]
    public IResult Maybe([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "maybe/{name?}")] HttpRequest http, string? name) =>
        Results.Text(name ?? "nobody");

    [Function(nameof(Segment))]
    public IResult Segment(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "segments/{text}/end")] HttpRequest http, string text) =>
            Results.Text(text);

    [Function(nameof(Anything))]
    public IResult Anything([HttpTrigger(AuthorizationLevel.Anonymous, Route = "anything")] HttpRequest http) => Results.Text(http.Method);

    [Function(nameof(FirstByName))]
    public IResult FirstByName(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "contested/{*path}")] HttpRequest http, string path) =>
            Results.Text($"first: {path}");

    [Function(nameof(SecondByName))]
    public IResult SecondByName([HttpTrigger(AuthorizationLevel.Anonymous, "get", "put", Route = "contested/exactly")] HttpRequest http) =>
        Results.Text("second");

    [Function(nameof(ZLast))]
    public IResult ZLast(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "put", "post", "patch", "delete", "head", "options",
            Route = "contested/{*path}")] HttpRequest http) =>
        Results.Problem(statusCode: 405);

    [Function(nameof(Switched))]
    public IResult Switched([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "switched")] HttpRequest http) => Results.Text("on");

    [Function(nameof(Keyed))]
    public IResult Keyed([HttpTrigger(AuthorizationLevel.Function, "get", Route = "keyed")] HttpRequest http) => Results.Text("open");

    [Function(nameof(OtherKeyed))]
    public IResult OtherKeyed([HttpTrigger("get", Route = "keyed/other")] HttpRequest http) => Results.Text("open");

    [Function(nameof(ForMaster))]
    public IResult ForMaster([HttpTrigger(AuthorizationLevel.Admin, "get", Route = "keyed/master")] HttpRequest http) =>
        Results.Text("open");
}
