using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Http;
using Serverless.Functions.Http.Timeouts;
using Serverless.Workflows.Imports;

namespace Serverless.Functions.Imports;

/// <summary>The rows that placed nothing, and why.</summary>
public sealed class GetImportErrors(ReadingImports imports)
{
    [OperatorsOnly]
    [QueryParameters("pageSize", "cursor")]
    [Function(nameof(GetImportErrors))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "imports/{id}/errors")] HttpRequest http, string id) =>
        (await imports.BadRows(id, http.Page(), http.Stop()))?.ToHttp(HttpJson.Default.PageBodyBadRow) ?? ImportAnswers.NotFound;
}
