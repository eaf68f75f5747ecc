using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Http;
using Serverless.Functions.Http.Timeouts;
using Serverless.Workflows.Catalog;

namespace Serverless.Functions.Catalog;

public sealed class GetProduct(ReadingCatalog catalog)
{
    [Public]
    [Function(nameof(GetProduct))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "products/{sku}")] HttpRequest http, string sku) =>
        (await catalog.Get(sku, http.Stop())).ToHttp();
}
