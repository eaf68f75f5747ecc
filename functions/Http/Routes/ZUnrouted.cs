using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Functions.Http.Routes;

/// <summary>
/// Answers what no other function takes, and what the host would answer with an empty 404: unknown routes, methods that a route does not
/// have, and OPTIONS. The host asks the functions in the order of their names: none may come after this one.
/// </summary>
public sealed class ZUnrouted
{
    internal const string AnyPath = "{*path}";

    [Public]
    [Function(nameof(ZUnrouted))]
    public IResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options", Route = AnyPath)] HttpRequest http,
        string? path) => Unrouted.Answer(http, RouteTable.Own.Methods(path));
}
