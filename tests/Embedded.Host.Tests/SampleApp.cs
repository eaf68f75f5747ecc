using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serverless.Embedded.Host.Settings;
using Serverless.Embedded.Host.Tests.Functions;

namespace Serverless.Embedded.Host.Tests;

/// <summary>The functions of this assembly, run by the host.</summary>
internal static class SampleApp
{
    public static Task<EmbeddedFunctionApp> Start(string[]? args = null, Action<FunctionsApplicationBuilder>? configure = null, SettingsFiles? files = null) =>
        EmbeddedFunctionApp.StartAsync(typeof(SampleApp).Assembly, Run, args, configure, files);

    public static void Run(string[] args)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware<Guard>();
        builder.Services.AddSingleton<Signals>();
        builder.Services.AddSingleton<Notes>();
        builder.Build().Run();
    }
}
