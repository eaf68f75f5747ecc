using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Serverless.Workflows.Messaging;

namespace Serverless.Functions.Messaging;

internal static class MessagingRegistration
{
    /// <summary>How messages are relayed, handled and settled, within the limits that <c>Recovery__*</c> sets.</summary>
    public static IServiceCollection AddMessaging(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RecoveryLimits>().Bind(configuration.GetSection("Recovery")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<RecoveryLimits>>().Value);
        // The feeds bring every document of their containers: they are read by generated code.
        services.Configure<JsonSerializerOptions>(options =>
        {
            options.TypeInfoResolverChain.Add(FeedJson.Default);
            options.TypeInfoResolverChain.Add(new DefaultJsonTypeInfoResolver());
        });
        return services.AddSingleton<RelayingOutbox>().AddSingleton<Handling>().AddSingleton<Settle>();
    }
}
