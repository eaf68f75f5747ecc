using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serverless.Embedded.Host.Settings;
using Serverless.Embedded.Host.Tests.Functions;

namespace Serverless.Embedded.Host.Tests;

/// <summary>A function app of this assembly, run by the host: that of the namespace Functions, or of the types that a test names.</summary>
internal static class SampleApp
{
    public static Task<EmbeddedFunctionApp> Start(
        string[]? args = null, Action<FunctionsApplicationBuilder>? configure = null, SettingsFiles? files = null) =>
        EmbeddedFunctionApp.StartAsync(typeof(SampleApp).Assembly, Run, args, configure, files);

    public static Task<EmbeddedFunctionApp> StartOnly(Type functions, string[]? args = null) =>
        Start(args, builder => builder.Host.FunctionTypes = [functions]);

    public static void Run(string[] args)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.Host.FunctionTypes = typeof(SampleApp).Assembly.GetTypes().Where(type => type.Namespace == typeof(Answers).Namespace);
        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware<Guard>();
        builder.Services.AddSingleton<Signals>();
        builder.Services.AddSingleton<Notes>();
        builder.Build().Run();
    }
}
