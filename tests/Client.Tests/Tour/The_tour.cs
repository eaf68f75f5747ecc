namespace Serverless.Client.Tests.Tour;

/// <summary>
/// What the README tells its readers to type, typed, and answered as it says. A command that it gains and nobody checks fails here, as does
/// one that it loses.
/// </summary>
public class The_tour
{
    [Fact]
    public async Task Of_a_customer_goes_as_the_README_says()
    {
        await using var app = await App.Start();
        using var alice = new Visitor(app);
        Curl? placing = null;
        await Follow("A tour", alice, new()
        {
            ["GET /identity/token"] = async type => Assert.Equal(3, (await type()).Text.Split('.').Length),
            ["GET /api/products"] = async type => Assert.NotEmpty((await type()).Body["items"]!.AsArray()),
            ["POST /api/orders"] = async type =>
            {
                var answer = await type();
                Assert.Equal(202, answer.Status);
                Assert.Equal($"/api/orders/{answer.Body["id"]}", answer.Header("Location"));
                Assert.Equal("\"1\"", answer.Header("ETag"));
                alice.Id = (string)answer.Body["id"]!;
                await app.Quiet();
            },
            ["GET /api/orders/<id>"] = async type => Assert.Equal((200, "paid"), (await type()).State),
            ["GET /api/orders"] = async type => Assert.Equal([alice.Id], (await type()).Body["items"]!.AsArray().Select(order => (string)order!["id"]!)),
            ["POST /api/orders/<id>/cancel"] = async type =>
            {
                Assert.Equal((202, "cancelling"), (await type()).State);
                await app.Quiet();
            },
            ["GET /api/orders/<id>/history"] = async type =>
            {
                var events = (await type()).Body["items"]!.AsArray();
                Assert.Equal(("placed", "cancelled"), ((string)events[0]!["event"]!, (string)events[^1]!["event"]!));
                Assert.All(events, happened => Assert.NotNull(happened!["traceId"]));
            },
            ["POST /api/orders/<id>/payment"] = async type =>
            {
                var declined = await alice.Send(Place("declined", "pm_card_visa_chargeDeclined"));
                await app.Quiet();
                alice.Id = (string)declined.Body["id"]!;
                Assert.Equal(202, (await type()).Status);
                await app.Quiet();
                var ledger = await alice.Type(Readme.Mentioned().Single(command => command.Contains("/provider/ledger", StringComparison.Ordinal)));
                Assert.Single(ledger.Body["entries"]!.AsArray(), entry => (string?)entry!["order"] == alice.Id && (string)entry["kind"]! == "charge");
            },
        }, step => placing = step.Step == "POST /api/orders" ? step : placing);

        // "Things to try", those that are one request.
        var again = await alice.Send(placing!);
        Assert.Equal((202, "true"), (again.Status, again.Header("Idempotent-Replayed")));
        Assert.Equal(422, (await alice.Send(placing! with { Body = placing.Body!.Replace("2", "3", StringComparison.Ordinal) })).Status);
        Assert.Equal(400, (await alice.Send(placing! with { Headers = [.. placing.Headers.Where(header => header.Name != "Idempotency-Key")] })).Status);
        using var bob = new Visitor(app);
        await bob.Type("""TOKEN=$(curl -s "localhost:7071/identity/token?sub=bob")""");
        bob.Id = alice.Id;
        Assert.Equal(404, (await bob.Type("""curl -s localhost:7071/api/orders/<id> -H "Authorization: Bearer $TOKEN" """.Trim())).Status);
        Assert.Equal("paymentFailed", await StatusAfter(Place("failed", "pm_card_visa_chargeDeclined"), "failure"));
        Assert.Equal("awaitingPayment", await StatusAfter(Place("approval", "pm_card_threeDSecure2Required"), "nextAction"));

        Curl Place(string key, string method) => placing! with
        {
            Body = placing.Body!.Replace("pm_card_visa", method, StringComparison.Ordinal),
            Headers = [.. placing.Headers.Select(header => header.Name == "Idempotency-Key" ? (header.Name, key) : header)],
        };

        async Task<string> StatusAfter(Curl place, string shows)
        {
            alice.Id = (string)(await alice.Send(place)).Body["id"]!;
            await app.Quiet();
            var order = await alice.Send(new("GET", "localhost/api/orders/<id>", [.. place.Headers.Where(header => header.Name == "Authorization")], null, null));
            Assert.NotNull(order.Body[shows]);
            return order.State.State!;
        }
    }

    [Fact]
    public async Task Of_an_operator_goes_as_the_README_says()
    {
        await using var app = await App.Start("--Payments:CaptureMode=Manual");
        using var anna = new Visitor(app) { Files = Readme.Files("For operators") };
        var orders = new Queue<string>(await Order(app, "to be captured", "captured before"));
        var letters = new Queue<string>();
        await Follow("For operators", anna, new()
        {
            ["GET /identity/token"] = async type => Assert.Equal(3, (await type()).Text.Split('.').Length),
            ["GET /api/orders"] = async type => Assert.All((await type()).Body["items"]!.AsArray(), order => Assert.Equal("alice", (string)order!["customerId"]!)),
            ["POST /api/orders/<id>/refunds"] = async type =>
            {
                anna.Id = orders.Dequeue();
                await anna.Type("""curl -X POST localhost:7071/api/orders/<id>/capture -H "Authorization: Bearer $OPERATOR" """);
                await app.Quiet();
                Assert.Equal(500, (int)(await type()).Body["refunds"]![0]!["amount"]!["amount"]!);
                Assert.Equal("true", (await type()).Header("Idempotent-Replayed"));
                await app.Quiet();
            },
            ["POST /api/orders/<id>/capture"] = async type =>
            {
                anna.Id = orders.Dequeue();
                Assert.Equal((202, "confirmed"), (await type()).State);
                await app.Quiet();
            },
            ["GET /api/dead-letters"] = async type =>
            {
                foreach (var name in new[] { "replayed", "put aside", "looked at" })
                {
                    await app.Kill(name);
                }
                letters = new((await type()).Body["items"]!.AsArray().Select(letter => (string)letter!["id"]!));
                Assert.Equal(3, letters.Count);
            },
            ["GET /api/dead-letters/<id>"] = async type =>
            {
                anna.Id = letters.Dequeue();
                var letter = await type();
                Assert.Equal((200, "looked at"), (letter.Status, (string)letter.Body["messageId"]!));
                Assert.NotNull(letter.Header("ETag"));
                Assert.NotNull(letter.Body["body"]);
                Assert.NotEmpty(letter.Body["history"]!.AsArray());
            },
            ["POST /api/dead-letters/<id>/replay"] = async type =>
            {
                var replayed = await type();
                // Nobody understands it now either: it may have died again, and so be open, before the answer was written.
                Assert.Equal((200, 1), (replayed.Status, (int)replayed.Body["replays"]!));
                await app.Quiet();
            },
            ["POST /api/dead-letters/replay"] = async type => Assert.Equal(0, (int)(await type()).Body["replayed"]!), // None died for that reason.
            ["POST /api/dead-letters/<id>/discard"] = async type =>
            {
                anna.Id = letters.Dequeue();
                Assert.Equal((200, "discarded"), (await type()).State);
            },
            ["PUT /api/products/MUG-RED"] = async type => Assert.Equal(201, (await type()).Status),
            ["POST /api/imports"] = async type =>
            {
                var accepted = await type();
                Assert.Equal((202, $"/api/imports/{accepted.Body["id"]}"), (accepted.Status, accepted.Header("Location")));
                anna.Id = (string)accepted.Body["id"]!;
                await app.Quiet();
            },
            ["GET /api/imports/<id>"] = async type => Assert.Equal("""{"read":2,"placed":1,"failed":1}""", (await type()).Body["rows"]!.ToJsonString()),
            ["GET /api/imports/<id>/errors"] = async type => Assert.Equal("unknown_sku", (string)(await type()).Body["items"]!.AsArray().Single()!["code"]!),
            ["DELETE /api/products/MUG-RED"] = async type => Assert.Equal(204, (await type()).Status),
            ["GET /api/reports/reconciliation"] = async type =>
            {
                var report = await type();
                Assert.Equal(200, report.Status);
                Assert.Equal(31, report.Body["missing"]!.AsArray().Count); // Nobody compared those days.
            },
        });
    }

    [Fact]
    public async Task Goes_on_with_what_the_text_mentions()
    {
        await using var app = await App.Start();
        using var reader = new Visitor(app);
        foreach (var command in Readme.Mentioned())
        {
            Assert.InRange((await reader.Type(command)).Status, 200, 202);
        }
        Assert.NotEmpty(Readme.Mentioned());
    }

    private static async Task Follow(string section, Visitor visitor, Dictionary<string, Func<Func<Task<Answer>>, Task>> steps, Action<Curl>? look = null)
    {
        var met = new HashSet<string>();
        foreach (var command in Readme.Commands(section))
        {
            var curl = visitor.Read(command);
            look?.Invoke(curl);
            met.Add(curl.Step);
            Assert.True(steps.TryGetValue(curl.Step, out var check), $"The README has a command that nobody checks: {command}");
            await check(() => visitor.Type(command));
        }
        Assert.Equal(steps.Keys.Order(), met.Order());
    }

    private static async Task<IReadOnlyList<string>> Order(App app, params string[] keys)
    {
        using var alice = new Visitor(app);
        await alice.Type("""TOKEN=$(curl -s "localhost:7071/identity/token?sub=alice")""");
        var ids = new List<string>();
        foreach (var key in keys)
        {
            var placed = await alice.Type(Readme.Commands("A tour").Single(command => command.Contains("cart-1", StringComparison.Ordinal))
                .Replace("cart-1", key, StringComparison.Ordinal));
            ids.Add((string)placed.Body["id"]!);
        }
        await app.Quiet();
        return ids;
    }
}
