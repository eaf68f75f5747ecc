using Microsoft.AspNetCore.Http;
using Serverless.Functions.Http;
using Serverless.Workflows.Catalog;

namespace Serverless.Functions.Catalog;

/// <summary>What products answer over HTTP.</summary>
internal static class ProductAnswers
{
    public static IResult ToHttp(this ProductView? product) => product is null
        ? new Problem(StatusCodes.Status404NotFound, "product_not_found", "There is no such product.")
        : new Found<ProductView>(product, HttpJson.Default.ProductView, EntityTags.Of(product.Tag));

    public static IResult ToHttp(this ProductResult result) => result switch
    {
        ProductResult.Saved saved => new SavedProduct(saved.Product, saved.IsNew),
        ProductResult.Deleted => Results.NoContent(),
        ProductResult.VersionMismatch => Problem.VersionMismatch,
        ProductResult.Invalid invalid => Problem.OfFields("The product is not valid.", invalid.Errors),
        _ => throw new NotSupportedException(result.GetType().Name),
    };

    /// <summary>The product as it is now: 201 with its address when it is new, else 200.</summary>
    private sealed class SavedProduct(ProductView product, bool isNew) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.Headers.ETag = EntityTags.Of(product.Tag);
            if (isNew)
            {
                response.StatusCode = StatusCodes.Status201Created;
                response.Headers.Location = httpContext.Request.Path.Value;
            }
            return response.WriteJson(product, HttpJson.Default.ProductView);
        }
    }
}
