using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Serverless.Embedded.Host.Settings;

namespace Serverless.Embedded.Host.Tests.HostFile;

public class When_log_levels_are_configured
{
    private const string Levels = """
        "logLevel": { "default": "Information", "Function": "Warning", "Function.Loud": "Debug", "Function.Mute": "None" }
        """;

    [Theory]
    [InlineData("Anything", LogLevel.Information, LogLevel.Debug)]
    [InlineData("Function.Quiet", LogLevel.Warning, LogLevel.Information)]
    [InlineData("Function.Loud", LogLevel.Debug, LogLevel.Trace)]
    [InlineData("Function.Mute", null, LogLevel.Critical)]
    public void A_category_is_logged_at_its_level_and_not_below(string category, LogLevel? logged, LogLevel notLogged)
    {
        using var services = Logging(Levels);
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger(category);

        Assert.Equal((logged is not null, false), (logged is { } level && log.IsEnabled(level), log.IsEnabled(notLogged)));
    }

    [Fact]
    public void The_settings_are_above_it()
    {
        using var services = Logging(Levels, "Logging:LogLevel:Function.Mute", "Debug");

        Assert.True(services.GetRequiredService<ILoggerFactory>().CreateLogger("Function.Mute").IsEnabled(LogLevel.Debug));
    }

    [Fact]
    public void What_the_host_says_about_a_function_has_the_functions_category() =>
        Assert.Equal("Function.Hello", FunctionIndex.Of([typeof(Functions.Answers)], new ConfigurationBuilder().Build(), []).Find("hello")!.LogCategory);

    [Theory]
    [InlineData("""{ }""", 1)]
    [InlineData("""{ "isEnabled": false }""", 0)]
    public void Nothing_is_written_when_the_console_is_off(string console, int providers)
    {
        using var services = Logging($"\"console\": {console}");

        Assert.Equal(providers, services.GetServices<ILoggerProvider>().Count());
    }

    [Fact]
    public void The_console_has_no_colors_when_they_are_off()
    {
        using var services = Logging("""
            "console": { "disableColors": true }
            """);

        Assert.Equal(LoggerColorBehavior.Disabled, services.GetRequiredService<IOptions<SimpleConsoleFormatterOptions>>().Value.ColorBehavior);
    }

    private static ServiceProvider Logging(string logging, string setting = "none", string? value = null)
    {
        using var folder = new TemporaryFolder().With("host.json", $$"""{ "version": "2.0", "logging": { {{logging}} } }""");
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new(setting, value)]).Build();
        var json = HostJson.Read(folder.Files, settings);
        json.RefuseUnknown();
        return new ServiceCollection().AddLogging(builder => HostLogging.Add(builder, json, settings, quiet: false)).BuildServiceProvider();
    }
}
