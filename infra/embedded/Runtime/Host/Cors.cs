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
    private const string Any = "*";

    /// <exception cref="SettingsException">What browsers would never accept, or could never send.</exception>
    public static void Add(IServiceCollection services, LocalSettings local)
    {
        var origins = Origins(local);
        if (origins.Contains(Any) && local.CorsCredentials)
        {
            throw new SettingsException("Host.CORSCredentials cannot be true while Host.CORS is '*': browsers refuse that. Name the origins.");
        }
        if (Array.Find(origins, origin => origin != Any && !IsOrigin(origin)) is { } wrong)
        {
            throw new SettingsException($"Host.CORS names '{wrong}': an origin is a scheme and a host, such as https://shop.example, without a path.");
        }
        if (origins.Length > 0)
        {
            services.AddCors();
        }
    }

    public static void Use(IApplicationBuilder application, LocalSettings local)
    {
        if (Origins(local) is not [_, ..] origins)
        {
            return;
        }
        application.UseCors(policy =>
        {
            policy.WithOrigins(origins).AllowAnyHeader().AllowAnyMethod();
            if (local.CorsCredentials)
            {
                policy.AllowCredentials();
            }
        });
    }

    private static string[] Origins(LocalSettings local) =>
        (local.Cors ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.GetLeftPart(UriPartial.Authority).Length == text.Length;
}
