using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Serverless.Adapters.Payments;

internal static class PaymentProviderRegistration
{
    // In bytes; a page of a hundred intents has some hundred thousand.
    private const int LargestAnswer = 8 * 1024 * 1024;

    public static void AddPaymentProvider(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PaymentProviderOptions>()
            .Bind(configuration.GetSection("PaymentProvider"))
            .Configure(options => options.RequireTls = Transport.IsRequired(configuration))
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddHttpClient(StripeClient.ClientName, static (provider, client) =>
        {
            var options = provider.GetRequiredService<IOptions<PaymentProviderOptions>>().Value;
            client.BaseAddress = new Uri(options.BaseAddress!.AbsoluteUri.TrimEnd('/') + "/");
            client.Timeout = options.Timeout;
            client.MaxResponseContentBufferSize = LargestAnswer;
        }).ConfigurePrimaryHttpMessageHandler(static (handler, _) => StayThere(handler)).RemoveAllLoggers();
        services.AddMetrics();
        services.AddSingleton<ProviderGate>();
        services.AddSingleton<StripeClient>();
        services.AddSingleton<StripePages>();
        services.AddSingleton<StripeRecords>();
    }

    // A redirect would take a request for money, body and all, to wherever an answer says.
    private static void StayThere(HttpMessageHandler? handler)
    {
        while (handler is DelegatingHandler outer)
        {
            handler = outer.InnerHandler;
        }
        if (handler is SocketsHttpHandler sockets)
        {
            sockets.AllowAutoRedirect = false;
        }
    }
}
