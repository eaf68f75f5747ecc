using Microsoft.Extensions.Logging;
using Serverless.Domain;
using Serverless.Domain.Catalog;
using Serverless.Workflows.Messaging;

namespace Serverless.Workflows.Catalog;

/// <summary>
/// Says what is sold and at what price. For operators; the caller sees to that. Orders keep the name and price that they were placed at.
/// </summary>
public sealed partial class ChangingProducts(IProductStore products, ILogger<ChangingProducts> log)
{
    /// <summary>
    /// Creates a product, or replaces the one that there is. One that is as wanted already is accepted whatever version is expected: who
    /// repeats a request whose answer was lost expects the version before it (RFC 9110, 13.1.1).
    /// </summary>
    /// <exception cref="OutageException">Others always wrote first.</exception>
    public async Task<ProductResult> Put(Actor actor, string sku, PutProductRequest request, Condition condition, CancellationToken stop)
    {
        var errors = new List<InvalidField>();
        if (request.Read(sku, errors) is not { } wanted)
            return new ProductResult.Invalid(errors);

        var answer = new ProductResult.Saved(ProductView.Of(wanted), IsNew: false);
        return await Race(async () =>
        {
            var found = await products.Find(wanted.Sku, stop);
            if (found?.State == wanted && condition.NoneOf is null)
                return answer;
            if (condition.Forbids(found?.State.Tag))
                return new ProductResult.VersionMismatch();
            if (!await products.Save(wanted, found?.Version, stop))
                return null;
            ProductSaved(log, actor.Id.Value, sku, found?.State.Price, wanted.Price);
            return answer with { IsNew = found is null };
        });
    }

    /// <summary>Takes a product off the catalog. One that is not there stays so.</summary>
    /// <exception cref="OutageException">Others always wrote first.</exception>
    public Task<ProductResult> Delete(Actor actor, string sku, Condition condition, CancellationToken stop) => Race(async () =>
    {
        if (!Sku.TryParse(sku, out var known) || await products.Find(known, stop) is not { } found)
            return new ProductResult.Deleted();
        if (condition.Forbids(found.State.Tag))
            return new ProductResult.VersionMismatch();
        if (!await products.Delete(known, found.Version, stop))
            return null;
        ProductDeleted(log, actor.Id.Value, sku, found.State.Price);
        return new ProductResult.Deleted();
    });

    private static async Task<ProductResult> Race(Func<Task<ProductResult?>> run)
    {
        for (var race = 0; race < Handling.MaxRaces; race++)
        {
            if (await run() is { } result)
                return result;
        }

        throw new OutageException("Others changed the product first, again and again.");
    }

    [LoggerMessage(8001, LogLevel.Information, "Operator {Operator} set the product {Sku} from {Before} to {Price}")]
    private static partial void ProductSaved(ILogger log, string @operator, string sku, Money? before, Money price);

    [LoggerMessage(8002, LogLevel.Information, "Operator {Operator} deleted the product {Sku}, which cost {Price}")]
    private static partial void ProductDeleted(ILogger log, string @operator, string sku, Money price);
}
