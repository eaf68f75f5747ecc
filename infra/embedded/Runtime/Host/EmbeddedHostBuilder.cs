using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Hosting;

namespace Serverless.Embedded.Host;

/// <summary>What stands behind <see cref="FunctionsApplicationBuilder"/>: collects what the program configures and makes the host.</summary>
internal sealed class EmbeddedHostBuilder
{
    public EmbeddedHostBuilder(string[] args)
    {
        Web = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { Args = args });
        Web.WebHost.UseKestrelCore();
    }

    public WebApplicationBuilder Web { get; }

    public List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> Middleware { get; } = [];

    public bool IsWebApplication { get; set; }

    public IHost Build(FunctionsApplicationBuilder program) => Web.Build();
}
