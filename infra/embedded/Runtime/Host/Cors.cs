using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Embedded.Host.Settings;

namespace Serverless.Embedded.Host;

/// <summary>
/// Lets browsers call from the origins that <c>Host.CORS</c> of <c>local.settings.json</c> names, with commas
/// between; <c>*</c> is all.
/// </summary>
internal static class Cors
{
    public static void Add(IServiceCollection services, LocalSettings local)
    {
        if (local.Cors is { Length: > 0 })
        {
            services.AddCors();
        }
    }

    public static void Use(IApplicationBuilder application, LocalSettings local)
    {
        if (local.Cors is { Length: > 0 } origins)
        {
            application.UseCors(policy =>
            {
                policy
                    .WithOrigins(origins.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                    .AllowAnyHeader()
                    .AllowAnyMethod();
                if (local.CorsCredentials)
                {
                    policy.AllowCredentials();
                }
            });
        }
    }
}
