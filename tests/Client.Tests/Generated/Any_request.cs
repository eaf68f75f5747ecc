using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Serverless.Contract;

namespace Serverless.Client.Tests.Generated;

public class Any_request
{
    private const int Count = 6_000;
    private const int Batch = 300;
    private const int Group = 40;
    private const int AtOnce = 6;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Another seed, or another number of requests, to look further than every build does.
    private static readonly int Seed = Setting("GENERATED_SEED", 20_261);
    private static readonly int Most = Setting("GENERATED_REQUESTS", Count);

    private readonly ConcurrentDictionary<string, string> _wrong = [];
    private readonly ConcurrentDictionary<int, int> _statuses = [];

    [Fact]
    public async Task Is_answered_as_documented_and_changes_nothing_when_it_is_refused()
    {
        await using var app = await App.Start(
            "--RateLimits:Reads:PerSecond=0", "--RateLimits:Writes:PerSecond=0", "--RateLimits:RefusedTokens:PerSecond=0", "--Payments:CaptureMode=Manual",
            "--AzureWebJobs:ExpireOrders:Disabled=true", "--AzureWebJobs:Reconcile:Disabled=true", "--AzureWebJobs:ComputeReports:Disabled=true",
            "--AzureWebJobs:ResumeImports:Disabled=true", "--Embedded:PaymentWebhookMode=never"); // What comes late, by itself, would look like a change.
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1 };
        using var client = new HttpClient(handler) { Timeout = Patience };
        var document = new ApiDocument(await client.GetStringAsync(new Uri(app.Address, "api/openapi.json"), TestContext.Current.CancellationToken));
        var generator = new Generator(document, Seed, await World.Make(app));
        await app.Quiet();

        var (groups, unchanged) = (0, 0);
        for (var first = 0; first < Most && _wrong.IsEmpty; first += Batch)
        {
            var refused = await Send(Enumerable.Range(first, Math.Min(Batch, Most - first)));
            foreach (var group in refused.Order().Chunk(Group))
            {
                // What was refused is sent once more, without what was not: nothing else can be what changes something now.
                await app.Quiet();
                var before = Snapshot.Of(app);
                var again = await Send(group);
                await app.Quiet();
                var after = Snapshot.Of(app);
                groups++;
                if (again.Count == group.Length)
                {
                    unchanged++;
                    var changed = after.Except(before).Concat(before.Except(after)).ToList();
                    Assert.True(changed.Count == 0, $"Seed {Seed}: a refused request of {group[0]} to {group[^1]} changed something:\n{string.Join('\n', changed)}");
                }
            }
        }

        TestContext.Current.SendDiagnosticMessage("Answers: " + string.Join(", ", _statuses.OrderBy(each => each.Key).Select(each => $"{each.Value} x {each.Key}")));
        Assert.True(_wrong.IsEmpty, $"Seed {Seed}:\n\n{string.Join("\n\n", _wrong.Take(20).Select(each => $"{each.Key}\n{each.Value}"))}");
        Assert.InRange(unchanged, groups * 3 / 4, groups); // Some are refused once, and taken when the world has changed.

        // Answers with the numbers of those that were refused.
        async Task<List<int>> Send(IEnumerable<int> numbers)
        {
            var refused = new ConcurrentBag<int>();
            await Parallel.ForEachAsync(numbers, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, stop) =>
            {
                var (_, request) = generator.Make(number);
                using var sent = request.ToHttp(app.Address);
                try
                {
                    using var response = await client.SendAsync(sent, stop);
                    var body = await response.Content.ReadAsByteArrayAsync(stop);
                    _statuses.AddOrUpdate((int)response.StatusCode, 1, (_, count) => count + 1);
                    if ((int)response.StatusCode >= 400)
                    {
                        refused.Add(number);
                    }
                    foreach (var wrong in Verdict.Of(document, request, response, body))
                    {
                        _wrong.TryAdd(wrong, $"{request}\n\n{(int)response.StatusCode} {Encoding.UTF8.GetString(body)}");
                    }
                }
                catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
                {
                    _wrong.TryAdd($"no answer: {failure.Message}", request.ToString());
                }
            });
            return [.. refused];
        }
    }

    private static int Setting(string name, int fallback) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : fallback;
}
