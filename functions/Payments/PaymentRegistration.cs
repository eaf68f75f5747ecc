using Microsoft.Extensions.DependencyInjection;
using Serverless.Workflows.Payments;

namespace Serverless.Functions.Payments;

internal static class PaymentRegistration
{
    /// <summary>How payments are taken, and followed where the provider tells of them.</summary>
    public static IServiceCollection AddPayments(this IServiceCollection services) => services
        .AddSingleton<TakingPayments>()
        .AddSingleton<ObservingPayments>()
        .AddSingleton<ReadingPayments>()
        .AddSingleton<ReceivingProviderEvents>()
        .AddSingleton<FollowingProvider>();
}
