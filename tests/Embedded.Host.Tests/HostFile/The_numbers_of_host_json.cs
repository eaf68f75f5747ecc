using System.Globalization;
using System.Text.Json;
using System.Xml;
using Serverless.RunningApp;

namespace Serverless.Embedded.Host.Tests.HostFile;

/// <summary>The numbers of host.json lean on each other, and on those of the queues and of the application.</summary>
public class The_numbers_of_host_json
{
    private static readonly JsonElement Host = Json("host.json");
    private static readonly JsonElement Bus = Host.GetProperty("extensions").GetProperty("serviceBus");
    private static readonly JsonElement Settings = Json("infra/azure/settings.json");

    private static readonly int Calls = Bus.GetProperty("maxConcurrentCalls").GetInt32();
    private static readonly TimeSpan FunctionTimeout = Span(Host, "functionTimeout");

    // Of each queue and each subscription.
    private static readonly TimeSpan[] Locks = [.. Everything(Json("infra/resources.json"), "lockDuration").Select(text => XmlConvert.ToTimeSpan(text))];

    [Fact]
    public void A_lock_is_renewed_as_long_as_a_function_may_run() => Assert.True(Span(Bus, "maxAutoLockRenewalDuration") >= FunctionTimeout);

    [Fact]
    public void Each_backlog_has_a_lock() => Assert.Equal(3, Locks.Length);

    [Fact]
    public void The_last_message_that_was_fetched_ahead_is_begun_within_its_lock()
    {
        var rounds = Math.Ceiling((double)Bus.GetProperty("prefetchCount").GetInt32() / Calls);

        Assert.All(Locks, held => Assert.True(rounds * Span(Settings, "PaymentProvider__Timeout") < held));
    }

    // HandlePaymentCommand and HandleProviderEvent call the provider.
    [Fact]
    public void The_provider_takes_what_two_functions_ask_at_once() => Assert.True(2 * Calls <= int.Parse(
        Settings.GetProperty("PaymentProvider__MaxConcurrency").GetString()!, CultureInfo.InvariantCulture));

    [Fact]
    public void A_request_ends_before_the_host_would_end_it()
    {
        Assert.True(Span(Settings, "Http__RequestTimeout") < FunctionTimeout);
        Assert.True(TimeSpan.FromSeconds(230) < FunctionTimeout); // As long as Azure waits for any answer.
    }

    [Fact]
    public void The_bus_is_given_up_before_the_function_is()
    {
        var retries = Bus.GetProperty("clientRetryOptions");
        var most = retries.GetProperty("maxRetries").GetInt32();

        Assert.True(((most + 1) * Span(retries, "tryTimeout")) + (most * Span(retries, "maxDelay")) < FunctionTimeout);
        Assert.All(Locks, held => Assert.True(Span(retries, "maxDelay") < held));
    }

    [Fact]
    public void More_requests_may_wait_than_are_worked_on()
    {
        var http = Host.GetProperty("extensions").GetProperty("http");
        Assert.True(http.GetProperty("maxOutstandingRequests").GetInt32() > http.GetProperty("maxConcurrentRequests").GetInt32());
    }

    private static IEnumerable<string> Everything(JsonElement element, string name) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member =>
            member.Name == name ? [member.Value.GetString()!] : Everything(member.Value, name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => Everything(item, name)),
        _ => [],
    };

    private static TimeSpan Span(JsonElement section, string name) => TimeSpan.Parse(section.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    private static JsonElement Json(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Folder, path)));
        return document.RootElement.Clone();
    }
}
