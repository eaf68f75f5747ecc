using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Serverless.Embedded.Host.Tests.Refused;

public class ReturnsText
{
    [Function("F")]
    public string Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest http) => "lost";
}

public class ReturnsObject
{
    [Function("F")]
    public Task<object> Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest http) => Task.FromResult<object>(new { lost = true });
}

public class OutputOfHttp
{
    [Function("F"), QueueOutput("kept")]
    public string Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest http) => "no answer";
}

public class TakesNoRequest
{
    [Function("F")]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous)] string body) => Results.Text(body);
}

public class UserLevel
{
    [Function("F")]
    public IResult Run([HttpTrigger(AuthorizationLevel.User)] HttpRequest http) => Results.Ok();
}

public class RetriesHttp
{
    [Function("F"), FixedDelayRetry(3, "00:00:01")]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest http) => Results.Ok();
}

public class BadRoute
{
    [Function("F")]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "a/{b")] HttpRequest http) => Results.Ok();
}

public class UnknownConstraint
{
    [Function("F")]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "a/{b:whole}")] HttpRequest http) => Results.Ok();
}

public class UnknownParameter
{
    [Function("F")]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest http, Stream data) => Results.Ok();
}

public class UnknownInput
{
    [Function("F")]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest http, [BlobInput] string data) => Results.Ok();
}

public class UnknownTrigger
{
    [Function("F")]
    public void Run([BlobTrigger] string data) { }
}

public class Sessions
{
    [Function("F")]
    public void Run([ServiceBusTrigger("q", IsSessionsEnabled = true)] string message) { }
}

public class NoTrigger
{
    [Function("F")]
    public void Run(string text) { }
}

public class TwoTriggers
{
    [Function("F")]
    public void Run([QueueTrigger("a")] string a, [QueueTrigger("b")] string b) { }
}

public class NotPublic
{
    [Function("F")]
    internal void Run([QueueTrigger("a")] string a) { }
}

public class SameName
{
    [Function("F")]
    public void Run([QueueTrigger("a")] string a) { }

    [Function("f")]
    public void RunToo([QueueTrigger("b")] string b) { }
}

public class BadName
{
    [Function("2nd")]
    public void Run([QueueTrigger("a")] string a) { }
}

public sealed class BlobInputAttribute : InputBindingAttribute;

public sealed class BlobTriggerAttribute : TriggerBindingAttribute;
