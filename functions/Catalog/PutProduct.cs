using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Http;
using Serverless.Functions.Http.Timeouts;
using Serverless.Workflows.Catalog;

namespace Serverless.Functions.Catalog;

public sealed class PutProduct(ChangingProducts products)
{
    [OperatorsOnly]
    [Function(nameof(PutProduct))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "products/{sku}")] HttpRequest http, string sku)
    {
        var body = await http.ReadJson(HttpJson.Default.PutProductRequest, http.Stop());
        return body.IsTaken ? (await products.Put(http.Actor(), sku, body.Value, http.Condition(), http.Stop())).ToHttp() : body.Refusal;
    }
}
