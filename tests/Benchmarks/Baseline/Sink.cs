using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Serverless.Benchmarks.Baseline;

/// <summary>The least that a telemetry collector can cost: it reads what it is sent, and forgets it.</summary>
internal static class Sink
{
    public static async Task Run(Arguments arguments)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        ((IApplicationBuilder)app).Run(static http => http.Request.Body.CopyToAsync(Stream.Null));
        await app.RunAsync($"http://127.0.0.1:{arguments.Number("port")}");
    }
}
