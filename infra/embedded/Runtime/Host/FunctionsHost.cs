using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Serverless.Embedded.Host.Http;
using Serverless.Embedded.Host.Invoking;
using Serverless.Embedded.Host.Services;
using Serverless.Embedded.Host.Settings;
using Serverless.Embedded.Host.Sharing;
using Serverless.Embedded.Telemetry;
using Serverless.Embedded.Telemetry.Prometheus;

namespace Serverless.Embedded.Host;

/// <summary>The host that a program builds and runs: functions, their triggers, and the services under them.</summary>
internal sealed class FunctionsHost(WebApplication web, ListenAddress address, LocalSettings local, HostCapture? capture)
    : IHost, IAsyncDisposable
{
    public IServiceProvider Services => web.Services;

    /// <summary>Where the functions answer, without a slash at its end; known once the host has started.</summary>
    public string BaseAddress { get; private set; } = "";

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await Start(cancellationToken);
            capture?.HasStarted(this);
        }
        catch (Exception failure) when (capture is null && StartFailure.Describe(failure, address) is not null)
        {
            await DisposeAsync();
            throw StartFailure.Exit(StartFailure.Describe(failure, address)!);
        }
    }

    /// <summary>Takes nothing new, lets what is in flight end, then stops the services.</summary>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout);
        await Services.GetRequiredService<Membership>().Stay();
        await (Services.GetRequiredService<EmbeddedServices>().Payments?.StopSending() ?? Task.CompletedTask);
        await Task.WhenAll(
            Services.GetRequiredService<IServer>().StopAsync(limit.Token),
            Services.GetRequiredService<RunningFunctions>().Drain(limit.Token));
        await Services.GetRequiredService<ServicePorts>().DisposeAsync();
        await Services.GetRequiredService<Membership>().Leave();
        await web.StopAsync(limit.Token);
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public ValueTask DisposeAsync() => web.DisposeAsync();

    private async Task Start(CancellationToken stop)
    {
        // Settings first: what is wrong with them would else come up as something stranger in the services that read them.
        Services.GetService<IStartupValidator>()?.Validate();
        var membership = Services.GetRequiredService<Membership>();
        await membership.Join(stop);
        var services = Services.GetRequiredService<EmbeddedServices>();
        await (membership.IsHost ? services.OpenServiceBus() : Task.CompletedTask);
        // Both compile a lot of code the first time: side by side they halve what a user waits for.
        var opening = membership.IsHost ? Task.Run(services.OpenOthers, stop) : Task.CompletedTask;
        var functions = Services.GetRequiredService<RunningFunctions>();
        var routes = Bind(functions);
        Services.GetRequiredService<MetricsPage>().Start();
        await opening;
        var front = Front(functions, routes);
        var http = Services.GetRequiredService<HostJson>().Http;
        var limits = Services.GetRequiredService<RequestLimits>();
        ((IApplicationBuilder)web).Run(limits.Before(new CustomHeaders(http.CustomHeaders).Before(front.Answer)));
        await web.StartAsync(stop);
        var opened = Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        var addresses = opened.Select(one => one.TrimEnd('/')).ToArray();
        BaseAddress = addresses[0];
        Services.GetRequiredService<PublicAddress>().Base = BaseAddress;
        await functions.Start(stop);
        if (membership.IsHost)
        {
            await Host(stop);
        }
        else
        {
            membership.Watch(BecomeHost);
        }
        if (capture is null)
        {
            Print(functions, routes);
        }
    }

    private async Task BecomeHost()
    {
        var services = Services.GetRequiredService<EmbeddedServices>();
        await services.OpenServiceBus();
        await services.OpenOthers();
        await Host(CancellationToken.None);
    }

    private async Task Host(CancellationToken stop)
    {
        await Services.GetRequiredService<ServicePorts>().Open();
        await Services.GetRequiredService<Membership>().Serve();
        await Services.GetRequiredService<RunningFunctions>().StartSingletons(stop);
        Services.GetRequiredService<EmbeddedServices>().Payments!.StartSending();
        Services.GetRequiredService<QueueMetrics>().Publish();
    }

    private HttpRoutes Bind(RunningFunctions functions)
    {
        var triggers = Services.GetServices<ITriggerExtension>().ToArray();
        var outputs = Services.GetServices<IOutputExtension>().ToArray();
        var invoker = Services.GetRequiredService<FunctionInvoker>();
        var prefix = Services.GetRequiredService<HostJson>().Http.RoutePrefix;
        var http = new List<HttpFunction>();
        foreach (var function in functions.All)
        {
            var extension = function.Trigger is HttpTriggerAttribute ? null : ITriggerExtension.For(function, triggers);
            var plan = new FunctionPlan(
                function,
                ParameterBindings.Of(function, type => extension?.Supplies(type) == true),
                OutputDiscovery.Bind(function, outputs));
            invoker.Add(plan);
            if (extension is null)
            {
                http.Add(new(plan, prefix));
            }
        }
        functions.Bind(triggers);
        return new(http);
    }

    private FrontDoor Front(RunningFunctions functions, HttpRoutes routes)
    {
        var withKeys = routes.Functions
            .Where(function => function.Level != AuthorizationLevel.Anonymous)
            .Select(function => function.Plan.Function.Name);
        var settings = Services.GetRequiredService<IConfiguration>();
        var file = Services.GetRequiredService<DataFolder>().Path is { } folder ? Path.Combine(folder, "keys.json") : null;
        var keys = new FunctionKeys(withKeys, settings, file);
        var dispatcher = new HttpDispatcher(
            routes, Services.GetRequiredService<FunctionInvoker>(), keys, Services.GetRequiredService<RequestsInFlight>(),
            Services.GetRequiredService<ILoggerFactory>());
        var admin = new AdminApi(functions, routes, dispatcher, keys, Services);
        var homepage = settings["AzureWebJobsDisableHomepage"] is not ("true" or "True" or "1");
        return new(dispatcher, admin, Services.GetRequiredService<MetricsPage>(), Services.GetRequiredService<EmbeddedServices>().Directory, homepage);
    }

    private void Print(RunningFunctions functions, HttpRoutes routes)
    {
        if (local.IsSample)
        {
            Console.WriteLine($"There is no {LocalSettings.FileName}: the settings are those of {local.Path}.");
        }
        Console.Write(FunctionListing.Of(functions, routes, BaseAddress));
    }
}
