using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Embedded.Telemetry;
using Span = System.Diagnostics.Activity;

namespace Serverless.Embedded.Host.Tests.HostFile;

public class When_host_json_says_how_to_run
{
    [Fact]
    public async Task Functions_answer_below_the_prefix()
    {
        await using var app = await SampleApp.Start([Host("extensions:http:routePrefix=/shop/v1/")]);

        Assert.Equal((200, 404), (await Status(app, "shop/v1/hello"), await Status(app, "api/hello")));
    }

    [Fact]
    public async Task Only_the_functions_that_it_lists_are_run()
    {
        await using var app = await SampleApp.Start([Host("functions:0=hello"), Host("functions:1=Json")]);

        Assert.Equal(["Hello", "Json"], app.Services.GetRequiredService<RunningFunctions>().All.Select(function => function.Name));
        Assert.Equal((200, 404), (await Status(app, "api/hello"), await Status(app, "api/problem")));
    }

    [Theory]
    [InlineData("OpenTelemetry", "reported", 1)]
    [InlineData(null, "unreported", 0)]
    public async Task Invocations_are_reported_by_OpenTelemetry_when_it_says_so(string? mode, string prefix, int reported)
    {
        var routes = new List<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == InvocationSpans.SourceName,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = span => Add(routes, span),
        };
        ActivitySource.AddActivityListener(listener);
        await using var app = await SampleApp.Start([Host("extensions:http:routePrefix=" + prefix), .. mode is null ? [] : (string[])[Host("telemetryMode=" + mode)]]);

        await Status(app, prefix + "/hello");

        // The span ends a moment after the answer.
        await Until.True(() => Count(routes, $"/{prefix}/Hello") >= reported);
        Assert.Equal(reported, Count(routes, $"/{prefix}/Hello"));
    }

    private static string Host(string setting) => "--AzureFunctionsJobHost:" + setting;

    private static void Add(List<string> routes, Span span)
    {
        lock (routes)
        {
            routes.Add((string?)span.GetTagItem("http.route") ?? "");
        }
    }

    private static int Count(List<string> routes, string route)
    {
        lock (routes)
        {
            return routes.Count(one => one == route);
        }
    }

    private static async Task<int> Status(EmbeddedFunctionApp app, string path)
    {
        using var client = new HttpClient { BaseAddress = app.BaseAddress };
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }
}
