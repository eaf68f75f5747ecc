using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace Serverless.Embedded.Host.Tests.Functions;

public class Inputs(Signals signals)
{
    public sealed record Order(string Sku, int Quantity);

    [Function(nameof(FromBody))]
    public IResult FromBody([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest http, [FromBody] Order order) =>
        Results.Text($"{order.Quantity} of {order.Sku}");

    [Function(nameof(Length))]
    public async Task<IResult> Length([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest http, CancellationToken stop)
    {
        using var body = new MemoryStream();
        await http.Body.CopyToAsync(body, stop);
        return Results.Text($"{body.Length}");
    }

    [Function(nameof(Unread))]
    public IResult Unread([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest http) => Results.StatusCode(413);

    [Function(nameof(Data))]
    public IResult Data(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "data/{part}")] HttpRequest http,
        string part,
        int? page,
        FunctionContext context) =>
        Results.Json(new { part, page, context.BindingContext.BindingData, context.TraceContext.TraceParent });

    [Function(nameof(Header))]
    public IResult Header(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "headers/{name}")] HttpRequest http,
        string name,
        FunctionContext context) =>
        Results.Text(name == "x-ms-invocation-id" && http.Headers[name] == context.InvocationId ? "the invocation's"
            : http.Headers[name].ToString());

    [Function(nameof(Waits))]
    public async Task<IResult> Waits([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest http, CancellationToken stop)
    {
        signals.Began.SetResult();
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
        }
        finally
        {
            signals.Canceled.SetResult();
        }
        return Results.Ok();
    }

    [Function(nameof(Finishes))]
    public async Task<IResult> Finishes([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest http)
    {
        signals.Began.SetResult();
        await signals.MayEnd.Task;
        return Results.Text("finished");
    }
}

/// <summary>Lets a test know how far a function is.</summary>
public sealed class Signals
{
    public TaskCompletionSource Began { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    public TaskCompletionSource Canceled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    public TaskCompletionSource MayEnd { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
