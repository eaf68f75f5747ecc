using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Serverless.Contract;
using Serverless.Contracts;
using Serverless.Domain.Orders;
using Serverless.Domain.Payments;
using Serverless.Functions.Http;
using Serverless.Workflows.DeadLetters;
using Serverless.Workflows.Imports;
using Serverless.Workflows.Orders;
using DisputeStatus = Serverless.Contracts.DisputeStatus;

namespace Serverless.Functions.Tests.OpenApi;

public class Each_schema
{
    private static readonly ApiDocument Document = Published.Document;
    private static readonly JsonSchema Rules = new(Document.Lookup);

    /// <summary>What is read and written as JSON, by the name of its schema.</summary>
    private static readonly Dictionary<string, JsonTypeInfo> Types = new()
    {
        ["PlaceOrderRequest"] = HttpJson.Default.PlaceOrderRequest,
        ["PlaceOrderLine"] = HttpJson.Default.PlaceOrderLine,
        ["RetryPaymentRequest"] = HttpJson.Default.RetryPaymentRequest,
        ["DeadLetterFilter"] = HttpJson.Default.DeadLetterQuery,
        ["DiscardRequest"] = HttpJson.Default.DiscardRequest,
        ["Order"] = HttpJson.Default.OrderView,
        ["OrderLine"] = HttpJson.Default.OrderLineView,
        ["OrderPage"] = HttpJson.Default.PageBodyOrderView,
        ["Refund"] = HttpJson.Default.RefundView,
        ["OrderHistory"] = HttpJson.Default.OrderHistoryView,
        ["OrderHistoryEntry"] = HttpJson.Default.OrderHistoryEntryView,
        ["Amount"] = HttpJson.Default.Amount,
        ["Failure"] = HttpJson.Default.Failure,
        ["NextAction"] = HttpJson.Default.NextAction,
        ["Dispute"] = HttpJson.Default.Dispute,
        ["Ledger"] = HttpJson.Default.LedgerView,
        ["LedgerEntry"] = HttpJson.Default.LedgerEntryView,
        ["LedgerLine"] = HttpJson.Default.LedgerLineView,
        ["Product"] = HttpJson.Default.ProductView,
        ["ProductPage"] = HttpJson.Default.PageBodyProductView,
        ["PutProductRequest"] = HttpJson.Default.PutProductRequest,
        ["DeadLetter"] = HttpJson.Default.DeadLetterView,
        ["DeadLetterEvent"] = HttpJson.Default.DeadLetterEventView,
        ["DeadLetterPage"] = HttpJson.Default.PageBodyDeadLetterView,
        ["ReplayCounts"] = HttpJson.Default.ReplayCounts,
        ["Reconciliation"] = HttpJson.Default.ReconciliationView,
        ["CurrencyReport"] = HttpJson.Default.CurrencyReport,
        ["Sums"] = HttpJson.Default.Sums,
        ["Difference"] = HttpJson.Default.Difference,
        ["Books"] = HttpJson.Default.Books,
        ["Import"] = HttpJson.Default.ImportView,
        ["ImportRowCounts"] = HttpJson.Default.ImportRowCounts,
        ["BadRow"] = HttpJson.Default.BadRow,
        ["BadRowPage"] = HttpJson.Default.PageBodyBadRow,
        ["Problem"] = HttpJson.Default.ProblemBody,
        ["FieldError"] = HttpJson.Default.FieldError,
        ["HealthOfPart"] = HttpJson.Default.PartView,
        ["Health"] = HttpJson.Default.HealthView,
    };

    public static TheoryData<string> Objects => [.. Document.Root["components"]!["schemas"]!.AsObject().Where(each => each.Value!["properties"] is not null).Select(each => each.Key)];

    [Theory]
    [MemberData(nameof(Objects))]
    public void Has_the_fields_of_its_type(string name)
    {
        var type = name == "AmountRequest" ? HttpJson.Default.RefundOrderRequest : Types[name];
        var schema = Document.Root["components"]!["schemas"]![name]!.AsObject();
        Assert.Equal(
            type.Properties.Where(field => field.Get is not null || field.Set is not null).Select(field => field.Name).Order(StringComparer.Ordinal),
            schema["properties"]!.AsObject().Select(field => field.Key).Order(StringComparer.Ordinal));
        Assert.All(schema["required"]?.AsArray() ?? [], required => Assert.Contains((string)required!, schema["properties"]!.AsObject().Select(field => field.Key)));
    }

    public static TheoryData<string, string[]> Words => new()
    {
        { "OrderStatus", Names<OrderStatus>() },
        { "OrderHistoryEntry/properties/cause", Names<OrderCause>() },
        { "OrderHistoryEntry/properties/event", [.. typeof(OrderEvent).GetNestedTypes().Where(happened => !happened.IsAbstract).Select(happened => Camel(happened.Name))] },
        { "Refund/properties/status", Names<RefundState>() },
        { "Dispute/properties/status", Names<DisputeStatus>() },
        { "LedgerLine/properties/account", Names<Account>() },
        { "DeadLetterState", Names<DeadLetterState>() },
        { "DeadLetterSource", [.. DeadLetterSource.All.Select(source => source.Name)] },
        { "Import/properties/status", Names<ImportStatus>() },
        { "Import/properties/format", Names<ImportFormat>() },
    };

    [Theory]
    [MemberData(nameof(Words))]
    public void Knows_every_word(string place, string[] words) => Assert.Equal(
        words.Order(StringComparer.Ordinal),
        Document.Lookup($"#/components/schemas/{place}/enum").AsArray().Select(word => (string)word!).Order(StringComparer.Ordinal));

    [Fact]
    public void Describes_its_examples()
    {
        foreach (var (schema, example) in Examples(Document.Root))
        {
            Assert.Equal([], Rules.Validate(example, schema));
        }
    }

    [Fact]
    public void Is_used_as_is_every_other_component()
    {
        var used = References(Document.Root).ToHashSet();
        Assert.All(used, reference => Document.Lookup(reference));
        var unused =
            from kind in Document.Root["components"]!.AsObject()
            where kind.Key != "securitySchemes"
            from component in kind.Value!.AsObject()
            let reference = $"#/components/{kind.Key}/{component.Key}"
            where !used.Contains(reference)
            select reference;
        Assert.Equal([], unused);
    }

    private static string[] Names<T>() where T : struct, Enum => [.. Enum.GetNames<T>().Select(Camel)];

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject of => of.SelectMany(each => each.Key == "$ref" ? [(string)each.Value!] : References(each.Value)),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };

    // Media types, parameters and headers have theirs beside their schema.
    private static IEnumerable<(JsonNode Schema, JsonNode? Example)> Examples(JsonNode? node) => node switch
    {
        JsonObject of => Own(of).Concat(of.Where(each => each.Key is not ("example" or "examples")).SelectMany(each => Examples(each.Value))),
        JsonArray list => list.SelectMany(Examples),
        _ => [],
    };

    private static IEnumerable<(JsonNode Schema, JsonNode? Example)> Own(JsonObject of)
    {
        if (of["schema"] is { } schema)
        {
            return (of["example"] is { } one ? [(schema, one)] : Array.Empty<(JsonNode, JsonNode?)>())
                .Concat((of["examples"]?.AsObject() ?? []).Select(example => (schema, example.Value!["value"])));
        }
        return of["examples"] is JsonArray own ? own.Select(example => ((JsonNode)of, example)) : [];
    }
}
