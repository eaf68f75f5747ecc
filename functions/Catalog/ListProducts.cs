using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Http;
using Serverless.Functions.Http.Timeouts;
using Serverless.Workflows.Catalog;

namespace Serverless.Functions.Catalog;

public sealed class ListProducts(ReadingCatalog catalog)
{
    [Public]
    [QueryParameters("pageSize", "cursor")]
    [Function(nameof(ListProducts))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "products")] HttpRequest http) =>
        (await catalog.List(http.Page(), http.Stop())).ToHttp(HttpJson.Default.PageBodyProductView);
}
