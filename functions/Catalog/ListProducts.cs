using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Http;
using Serverless.Workflows.Catalog;

namespace Serverless.Functions.Catalog;

public sealed class ListProducts(ReadingCatalog catalog)
{
    [Public]
    [Function(nameof(ListProducts))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "products")] HttpRequest http, CancellationToken stop) =>
        (await catalog.List(http.Page(), stop)).ToHttp(HttpJson.Default.PageBodyProductView);
}
