using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Serverless.Workflows.Imports;

namespace Serverless.Functions.Imports;

internal static class ImportRegistration
{
    // What the host in front of the worker hands on at most. Each function refuses what is too large for it, with a reason.
    private const long LargestBody = 100L * 1024 * 1024;

    /// <summary>Imports of orders, under the settings <c>Imports__*</c>.</summary>
    public static IServiceCollection AddImports(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = LargestBody);
        services.AddOptions<ImportSettings>().Bind(configuration.GetSection("Imports")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<ImportSettings>>().Value);
        return services
            .AddSingleton<ReceivingImports>()
            .AddSingleton<PlacingImports>()
            .AddSingleton<GivingUpBatches>()
            .AddSingleton<ReadingImports>()
            .AddSingleton<ResumingImports>();
    }
}
