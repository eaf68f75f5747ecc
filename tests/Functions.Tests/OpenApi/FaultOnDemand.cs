using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Serverless.Workflows;

namespace Serverless.Functions.Tests.OpenApi;

/// <summary>Lets a function fail as the request asks: what every operation answers to that is the same.</summary>
internal sealed class FaultOnDemand : IFunctionsWorkerMiddleware
{
    public const string Header = "X-Fault";

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) => context.GetHttpContext()?.Request.Headers[Header].ToString() switch
    {
        "outage" => throw new OutageException("The store is out."),
        "slow" => throw new BadHttpRequestException("The body does not come.", StatusCodes.Status408RequestTimeout),
        "bug" => throw new InvalidOperationException("A bug."),
        _ => next(context),
    };
}
