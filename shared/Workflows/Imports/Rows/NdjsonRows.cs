using System.Text.Json;
using System.Text.Json.Serialization;
using Serverless.Domain;
using Serverless.Domain.Imports;
using Serverless.Workflows.Orders;

namespace Serverless.Workflows.Imports.Rows;

/// <summary>Rows that are JSON objects, each an order.</summary>
internal sealed class NdjsonRows(References references) : RowReader(references)
{
    public override IEnumerable<RowOutcome> End() => [];

    protected override IEnumerable<RowOutcome> Unreadable(BadRow row) => [new RowOutcome.Bad(row)];

    protected override IEnumerable<RowOutcome> Parse(Line line)
    {
        if (CardNumberInJson.Find(line.Text.Span) is { } place)
            return Unreadable(BadRow.Of(line.Number, InvalidField.CardNumber(place)));

        NdjsonRow? row;
        try
        {
            row = JsonSerializer.Deserialize(line.Text.Span, NdjsonRowJson.Default.NdjsonRow);
        }
        catch (JsonException bad)
        {
            // Without the path: it quotes names that the row made up.
            return Unreadable(new BadRow(line.Number, "malformed_row", bad.BytePositionInLine is { } at
                ? $"Not {NdjsonRow.Form}: byte {at + 1} does not fit."
                : $"Not {NdjsonRow.Form}."));
        }

        Reference? reference = null;
        if (row is null)
            return Unreadable(new BadRow(line.Number, "malformed_row", $"Not {NdjsonRow.Form}."));
        if (!CustomerId.TryParse(row.CustomerId, out var customer))
            return Unreadable(new BadRow(line.Number, "invalid_customer", "1 to 255 printable characters.", "/customerId"));
        if (row.Reference is not null && !Reference.TryParse(row.Reference, out reference))
            return Unreadable(new BadRow(line.Number, "invalid_reference", "1 to 255 printable characters, or none at all.", "/reference"));
        return Finish(new ImportOrder([line.Number], customer, reference, new PlaceOrderRequest(row.Lines, row.PaymentMethod), IsCsv: false));
    }
}

/// <summary>A row as it came. Everything may be missing or wrong.</summary>
internal sealed record NdjsonRow(string? CustomerId, string? Reference, IReadOnlyList<PlaceOrderLine?>? Lines, string? PaymentMethod)
{
    // As people write it: quotes would be escapes in the answer.
    public const string Form = "an order as {customerId, reference, lines: [{sku, quantity}], paymentMethod}";
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(NdjsonRow))]
internal sealed partial class NdjsonRowJson : JsonSerializerContext;
