using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serverless.Embedded.Host;

namespace Microsoft.Azure.Functions.Worker.Builder;

public class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    private readonly EmbeddedHostBuilder _host;
    private readonly IHostApplicationBuilder _application;

    internal FunctionsApplicationBuilder(string[] args)
    {
        _host = new EmbeddedHostBuilder(args);
        _application = _host.Web;
    }

    public ConfigurationManager Configuration => _host.Web.Configuration;
    public IHostEnvironment Environment => _application.Environment;
    public ILoggingBuilder Logging => _application.Logging;
    public IMetricsBuilder Metrics => _application.Metrics;
    public IServiceCollection Services => _application.Services;
    public IDictionary<object, object> Properties => _application.Properties;

    IConfigurationManager IHostApplicationBuilder.Configuration => Configuration;

    internal EmbeddedHostBuilder Host => _host;

    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        _host.Middleware.Add(middleware);
        return this;
    }

    public void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull => _application.ConfigureContainer(factory, configure);

    public IHost Build() => _host.Build(this);
}
