using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Serverless.RunningApp;

namespace Serverless.Processes.Tests;

/// <summary>Three processes of the built application, on three ports and one data folder, and a customer of theirs.</summary>
internal sealed partial class Instances : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("processes-").FullName;
    private readonly AppProcess[] _processes;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private string _token = "";

    private Instances() => _processes = [.. Enumerable.Range(0, 3).Select(_ => Launch(AppProcess.FreePort()))];

    public static async Task<Instances> Start()
    {
        var instances = new Instances();
        for (var i = 0; i < instances._processes.Length; i++)
        {
            await instances.UntilReady(i);
        }
        instances._token = await instances._http.GetStringAsync(instances.At(0, "identity/token?sub=alice"));
        return instances;
    }

    public int Count => _processes.Length;

    /// <summary>Which of them hosts the services.</summary>
    public async Task<int> Host()
    {
        var hosts = new List<int>();
        for (var i = 0; i < Count; i++)
        {
            if (await Hosts(i))
            {
                hosts.Add(i);
            }
        }
        return Assert.Single(hosts);
    }

    public Task Kill(int instance) => _processes[instance].Kill();

    public async Task Restart(int instance)
    {
        var port = _processes[instance].Port;
        await _processes[instance].DisposeAsync();
        _processes[instance] = Launch(port);
        await UntilReady(instance);
    }

    /// <summary>Asks one instance for an order; answers its path once it is accepted, null when it is not.</summary>
    public async Task<string?> Place(int instance, string key)
    {
        using var request = Request(HttpMethod.Post, instance, "api/orders");
        request.Headers.Add("Idempotency-Key", key);
        request.Content = JsonContent.Create(new { lines = new[] { new { sku = "TEA-GREEN-100", quantity = 1 } }, paymentMethod = "pm_card_visa" });
        try
        {
            using var answer = await _http.SendAsync(request);
            return answer.StatusCode == HttpStatusCode.Accepted ? answer.Headers.Location!.OriginalString : null;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    /// <summary>The status of an order as one instance shows it.</summary>
    public async Task<string?> Status(int instance, string order)
    {
        using var request = Request(HttpMethod.Get, instance, order.TrimStart('/'));
        using var answer = await _http.SendAsync(request);
        return answer.IsSuccessStatusCode
            ? (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString()
            : $"{(int)answer.StatusCode}";
    }

    /// <summary>Waits until the orders are paid, whichever instance is asked.</summary>
    public async Task UntilPaid(IEnumerable<string> orders)
    {
        var turn = 0;
        foreach (var order in orders)
        {
            await Until($"{order} is paid", async () => await Status(turn++ % Count, order) == "paid");
        }
    }

    /// <summary>The orders of all charges that the provider made.</summary>
    public async Task<List<string>> Charged()
    {
        var charged = new List<string>();
        for (var (after, more) = (0L, true); more;)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, At(0, $"provider/ledger?after={after}"));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "sk_test_embedded");
            using var answer = await _http.SendAsync(request);
            var page = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
            foreach (var entry in page.GetProperty("entries").EnumerateArray())
            {
                after = entry.GetProperty("number").GetInt64();
                charged.Add(entry.GetProperty("order").GetString()!);
                Assert.Equal("charge", entry.GetProperty("kind").GetString());
            }
            more = page.GetProperty("has_more").GetBoolean();
        }
        return charged;
    }

    /// <summary>How many messages of a queue each instance has completed.</summary>
    public async Task<int[]> Completed(string queue)
    {
        var completed = new int[Count];
        for (var i = 0; i < Count; i++)
        {
            completed[i] = Settled().Matches(await _http.GetStringAsync(At(i, "metrics")))
                .Where(line => line.Groups["labels"].Value.Contains($"\"{queue}\"", StringComparison.Ordinal)
                    && line.Groups["labels"].Value.Contains("\"complete\"", StringComparison.Ordinal))
                .Sum(line => int.Parse(line.Groups["value"].Value, CultureInfo.InvariantCulture));
        }
        return completed;
    }

    public Task Until(string what, Func<Task<bool>> condition) => Clocks.Until.True(
        condition, TimeSpan.FromMinutes(3),
        evidence: () => $"The last that the processes said:\n{string.Join("\n\n", _processes.Select(process => process.Output))}", what: what);

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private AppProcess Launch(int port) => AppProcess.Start(_folder, port: port, settings: new Dictionary<string, string>
    {
        ["RateLimits__Writes__PerSecond"] = "0",
        ["RateLimits__Reads__PerSecond"] = "0",
    });

    private Task UntilReady(int instance) => Until($"instance {instance} is ready", async () =>
    {
        try
        {
            using var answer = await _http.GetAsync(At(instance, "api/health/ready"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    });

    private async Task<bool> Hosts(int instance) =>
        !_processes[instance].HasExited
        && (await _http.GetFromJsonAsync<JsonElement>(At(instance, "admin/host/status"))).GetProperty("hostsServices").GetBoolean();

    private HttpRequestMessage Request(HttpMethod method, int instance, string path) =>
        new(method, At(instance, path)) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", _token) } };

    private Uri At(int instance, string path) => new($"http://127.0.0.1:{_processes[instance].Port}/{path}");

    [GeneratedRegex("""^messages_settled\w*\{(?<labels>[^}]*)\} (?<value>\d+)""", RegexOptions.Multiline)]
    private static partial Regex Settled();
}
