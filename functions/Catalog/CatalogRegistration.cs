using Microsoft.Extensions.DependencyInjection;
using Serverless.Workflows.Catalog;

namespace Serverless.Functions.Catalog;

internal static class CatalogRegistration
{
    /// <summary>What is sold.</summary>
    public static IServiceCollection AddCatalog(this IServiceCollection services) =>
        services.AddSingleton<ReadingCatalog>().AddSingleton<ChangingProducts>();
}
