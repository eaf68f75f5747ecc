using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Http;
using Serverless.Functions.Http.Timeouts;
using Serverless.Workflows.Imports;

namespace Serverless.Functions.Imports;

public sealed class GetImport(ReadingImports imports)
{
    [OperatorsOnly]
    [Function(nameof(GetImport))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "imports/{id}")] HttpRequest http, string id) =>
        (await imports.Get(id, http.Stop())).ToHttp();
}
