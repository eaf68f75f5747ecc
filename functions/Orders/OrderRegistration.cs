using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Serverless.Workflows.Orders;
using Serverless.Workflows.Payments;

namespace Serverless.Functions.Orders;

internal static class OrderRegistration
{
    /// <summary>What can be done with orders, under the settings <c>Orders__*</c> and <c>Payments__*</c>.</summary>
    public static IServiceCollection AddOrders(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<OrderSettings>().Bind(configuration.GetSection("Orders")).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<PaymentSettings>().Bind(configuration.GetSection("Payments")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<OrderSettings>>().Value);
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<PaymentSettings>>().Value);
        return services
            .AddSingleton<PlacingOrders>()
            .AddSingleton<ReadingOrders>()
            .AddSingleton<ChangingOrders>()
            .AddSingleton<CancellingOrders>()
            .AddSingleton<CapturingOrders>()
            .AddSingleton<RefundingOrders>()
            .AddSingleton<RetryingPayments>()
            .AddSingleton<ExpiringOrders>()
            .AddSingleton<FollowingPayments>()
            .AddSingleton<OrderAlerts>();
    }
}
