using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Serverless.Workflows.Reconciliation;

namespace Serverless.Functions.Operations;

internal static class ReconciliationRegistration
{
    /// <summary>What drives on the orders that stand still, under the settings <c>Reconcile__*</c>.</summary>
    public static IServiceCollection AddReconciliation(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ReconcileSettings>().Bind(configuration.GetSection("Reconcile")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<ReconcileSettings>>().Value);
        return services.AddSingleton<Redriving>();
    }
}
