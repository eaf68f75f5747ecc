using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Serverless.Adapters.Payments;

internal static class PaymentProviderRegistration
{
    public static void AddPaymentProvider(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PaymentProviderOptions>().Bind(configuration.GetSection("PaymentProvider")).ValidateDataAnnotations().ValidateOnStart();
        services.AddHttpClient(StripeClient.ClientName, static (provider, client) =>
        {
            var options = provider.GetRequiredService<IOptions<PaymentProviderOptions>>().Value;
            client.BaseAddress = new Uri(options.BaseAddress!.AbsoluteUri.TrimEnd('/') + "/");
            client.Timeout = options.Timeout;
        }).RemoveAllLoggers();
        services.AddMetrics();
        services.AddSingleton<ProviderGate>();
        services.AddSingleton<StripeClient>();
        services.AddSingleton<StripePages>();
        services.AddSingleton<StripeRecords>();
    }
}
