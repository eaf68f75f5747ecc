using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Http;
using Serverless.Functions.Http.Timeouts;
using Serverless.Workflows.Catalog;

namespace Serverless.Functions.Catalog;

public sealed class DeleteProduct(ChangingProducts products)
{
    [OperatorsOnly]
    [Function(nameof(DeleteProduct))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "products/{sku}")] HttpRequest http, string sku) =>
        (await products.Delete(http.Actor(), sku, http.Condition(), http.Stop())).ToHttp();
}
