using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Serverless.Functions.Http.Auth;

internal static class AuthRegistration
{
    public static IServiceCollection AddCallers(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AuthOptions>().Bind(configuration.GetSection("Auth")).ValidateDataAnnotations().ValidateOnStart();
        services.AddHttpClient();
        services.AddSingleton<IConfigurationManager<OpenIdConnectConfiguration>>(Issuer);
        services.AddHostedService<KeysAtStart>();
        return services.AddSingleton<TokenValidator>().AddSingleton<TokenCache>();
    }

    private static ConfigurationManager<OpenIdConnectConfiguration> Issuer(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<AuthOptions>>().Value;
        var documents = new IssuerDocuments(services.GetRequiredService<IHttpClientFactory>(), options.RequireHttps);
        return new(options.MetadataAddress, new OpenIdConnectConfigurationRetriever(), documents);
    }

    /// <summary>A client from the factory for each fetch: the manager lives as long as the process, a handler should not.</summary>
    private sealed class IssuerDocuments(IHttpClientFactory clients, bool requireHttps) : IDocumentRetriever
    {
        public Task<string> GetDocumentAsync(string address, CancellationToken cancel) =>
            new HttpDocumentRetriever(clients.CreateClient("issuer")) { RequireHttps = requireHttps }.GetDocumentAsync(address, cancel);
    }
}
