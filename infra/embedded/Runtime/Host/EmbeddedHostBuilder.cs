using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HttpsPolicy;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Serverless.Embedded.Host.Http;
using Serverless.Embedded.Host.Invoking;
using Serverless.Embedded.Host.Services;
using Serverless.Embedded.Host.Settings;
using Serverless.Embedded.Host.Sharing;
using Serverless.Embedded.Storage;
using Serverless.Embedded.Telemetry;
using Serverless.Embedded.Telemetry.Prometheus;
using Serverless.Embedded.Triggers;

namespace Serverless.Embedded.Host;

/// <summary>
/// What stands behind <see cref="FunctionsApplicationBuilder"/>: collects what the program configures and makes the host.
/// </summary>
internal sealed class EmbeddedHostBuilder
{
    private readonly HostCapture? _capture = HostCapture.Current;
    private readonly Assembly _application;
    private readonly SettingsFiles _files;
    private readonly LocalSettings _local;

    public EmbeddedHostBuilder(string[] args)
    {
        _application = _capture?.Application ?? Assembly.GetEntryAssembly()!;
        _files = _capture?.Files ?? SettingsFiles.Default;
        (Web, _local) = StartFailure.Guard(
            _capture, () => HostConfiguration.Begin(_application.GetName().Name!, _files, [.. _capture?.Arguments ?? [], .. args]));
        Rehearsal.Begin(Web.Configuration);
    }

    public WebApplicationBuilder Web { get; }

    public List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> Middleware { get; } = [];

    public bool IsWebApplication { get; set; }

    /// <summary>Where functions are looked for: all types of the application when not set.</summary>
    public IEnumerable<Type>? FunctionTypes { get; set; }

    public IHost Build(FunctionsApplicationBuilder program)
    {
        _capture?.Configure?.Invoke(program);
        return StartFailure.Guard(_capture, Build);
    }

    private FunctionsHost Build()
    {
        var json = HostJson.Read(_files, Web.Configuration);
        var address = new ListenAddress(Web.Configuration, _local);
        var index = FunctionIndex.Of(FunctionTypes ?? _application.GetTypes(), Web.Configuration, json.Functions);
        if (!IsWebApplication && index.Functions.FirstOrDefault(function => function.Trigger is HttpTriggerAttribute) is { } http)
        {
            throw new BindingException(
                http.Name, http.TriggerParameter.Name, "an HTTP function needs builder.ConfigureFunctionsWebApplication() in the program.");
        }
        HostLogging.Add(Web.Logging, json, Web.Configuration, quiet: _capture is not null);
        Web.WebHost.UseKestrelCore().ConfigureKestrel(address.Open);
        AddServices(Web.Services, json, index, address);
        AddFunctions(Web.Services, index);
        Web.Services.AddTriggers(json);
        json.RefuseUnknown();
        Cors.Add(Web.Services, _local);
        if (_capture is null)
        {
            Web.Services.AddHostedService<FreedMemory>();
        }
        var web = Web.Build();
        Cors.Use(web, _local);
        if (json.Http.Hsts is { } hsts)
        {
            web.UseMiddleware<HstsMiddleware>(Options.Create(hsts));
        }
        var host = new FunctionsHost(web, address, _local, _capture);
        _capture?.Offer(host);
        return host;
    }

    private void AddServices(IServiceCollection services, HostJson json, FunctionIndex index, ListenAddress address)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(json);
        services.AddSingleton(index);
        services.AddSingleton(_files);
        services.AddSingleton<DataFolder>();
        services.AddSingleton<Database>();
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<EmbeddedServices>();
        services.AddSingleton(address);
        services.AddSingleton<ServicePorts>();
        services.AddSingleton<Membership>();
        services.AddHttpClient();
        services.ConfigureHttpClientDefaults(client => client.ConfigurePrimaryHttpMessageHandler(
            provider => new HttpClientRouter(provider.GetRequiredService<EmbeddedServices>())));
        services.AddSingleton<Activity>();
        services.AddSingleton<Quiet>();
        services.AddMetrics();
        services.AddSingleton<MetricsPage>();
        services.AddSingleton<QueueMetrics>();
        services.AddSingleton<RunningFunctions>();
        services.AddSingleton(_ => new RequestLimits(json.Http.MaxConcurrentRequests, json.Http.MaxOutstandingRequests));
        services.AddSingleton(provider => new FunctionInvoker(
            Middleware, provider.GetRequiredService<IServiceScopeFactory>(), provider.GetRequiredService<Activity>(), provider.GetRequiredService<TimeProvider>(), json,
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<IFunctionInvoker>(provider => provider.GetRequiredService<FunctionInvoker>());
    }

    private static void AddFunctions(IServiceCollection services, FunctionIndex index)
    {
        foreach (var function in index.Functions.Where(function => !function.Method.IsStatic))
        {
            services.TryAddTransient(function.Method.DeclaringType!);
        }
        if (index.Functions.Any(function => HttpReturn.NeedsMvc(function.Method)))
        {
            services.AddMvcCore();
        }
    }
}
