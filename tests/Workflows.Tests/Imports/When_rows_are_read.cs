using System.Text;
using Serverless.Workflows.Imports;

namespace Serverless.Workflows.Tests.Imports;

public class When_rows_are_read
{
    private const string Header = "customerId,reference,sku,quantity,paymentMethod\n";

    private readonly ImportDesk desk = new();

    [Theory]
    [InlineData("{}", "1 invalid_customer /customerId")]
    [InlineData("null", "1 malformed_row")]
    [InlineData("[]", "1 malformed_row")]
    [InlineData("{\"customerId\":1}", "1 malformed_row")]
    [InlineData("{\"customerId\":\"a\",\"price\":1}", "1 malformed_row")]
    [InlineData("{\"customerId\":\"a\",\"customerId\":\"b\"}", "1 malformed_row")]
    [InlineData("{\"customerId\":\"a\"} {}", "1 malformed_row")]
    [InlineData("{\"customerId\":\"a\\u0000\"}", "1 invalid_customer /customerId")]
    [InlineData("{\"customerId\":\"a\\ud800\"}", "1 malformed_row")]
    [InlineData("{\"customerId\":\"a\",\"reference\":\"\"}", "1 invalid_reference /reference")]
    [InlineData("{\"customerId\":\"a\",\"lines\":[{\"sku\":\"MUG\",\"quantity\":1.5}]}", "1 malformed_row")]
    [InlineData("{\"customerId\":\"a\",\"lines\":[{\"sku\":\"MUG\",\"quantity\":99999999999}]}", "1 malformed_row")]
    [InlineData("{\"customerId\":\"a\",\"lines\":[],\"paymentMethod\":\"pm_card_visa\"}", "1 line_count /lines")]
    [InlineData("{\"customerId\":\"a\",\"lines\":[null],\"paymentMethod\":\"pm_card_visa\"}", "1 invalid_sku /lines/0/sku")]
    [InlineData("\u001f", "1 malformed_row")]
    public async Task A_bad_row_of_ndjson_is_told_and_quotes_nothing(string row, string expected)
    {
        var import = await desk.Import(row + "\n" + ImportDesk.Rows(1));
        await desk.Work();

        Assert.Equal([expected], await desk.BadRows(import.Id));
        Assert.Single(desk.Orders.Store.All);
    }

    [Fact]
    public async Task A_card_number_that_stands_in_the_wrong_place_is_quoted_nowhere()
    {
        var import = await desk.Import("""{"4242424242424242":1}""" + "\n" + """{"customerId":"a","cvv4242424242424242":"1"}""");
        await desk.Work();

        var page = Assert.IsType<Listing<BadRow>.Page>(await desk.Reading.BadRows(import.Id, new PageRequest(null, null), TestContext.Current.CancellationToken));
        Assert.Equal(2, page.Items.Count);
        Assert.All(page.Items, row => Assert.DoesNotContain("4242", row.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deep_nesting_is_a_bad_row() => Assert.Equal(["1 malformed_row"], await BadOf(new string('[', 5_000)));

    [Fact]
    public async Task A_row_that_is_too_long_is_a_bad_row_and_the_next_is_read()
    {
        var import = await desk.Import(new string('x', 3 * ImportLimits.MaxRowBytes) + "\n" + ImportDesk.Rows(1));
        await desk.Work();

        Assert.Equal(["1 row_too_long"], await desk.BadRows(import.Id));
        Assert.Single(desk.Orders.Store.All);
    }

    [Fact]
    public async Task A_last_row_that_is_too_long_is_a_bad_row_also_when_nothing_follows_it()
    {
        var body = new SlowBody();
        var receiving = desk.Receive(body.Reader);
        await body.Write(ImportDesk.Rows(1) + "\n");
        await body.Write(new string('x', 2 * ImportLimits.MaxRowBytes));
        await body.End();
        var accepted = Assert.IsType<ReceiveResult.Accepted>(await receiving);
        desk.Queue.AddRange(accepted.Batches);
        await desk.Work();

        Assert.Equal(["2 row_too_long"], await desk.BadRows(accepted.Import.Id));
        Assert.Equal(new ImportRowCounts(2, 1, 1), (await desk.Get(accepted.Import.Id)).Rows);
    }

    [Fact]
    public async Task Rows_are_numbered_as_an_editor_numbers_lines()
    {
        var import = await desk.Import("\uFEFF" + ImportDesk.Rows(1) + "\r\n\r\n   \n{\n" + ImportDesk.Rows(1) + "\r\n");
        await desk.Work();

        Assert.Equal(["4 malformed_row"], await desk.BadRows(import.Id));
        Assert.Equal(new ImportRowCounts(3, 2, 1), (await desk.Get(import.Id)).Rows);
    }

    [Fact]
    public async Task Text_that_is_not_utf8_is_a_bad_row()
    {
        byte[] body = [.. "{\"customerId\":\""u8, 0xE9, .. "\"}\n"u8, .. Encoding.UTF8.GetBytes(ImportDesk.Rows(1))];
        var accepted = Assert.IsType<ReceiveResult.Accepted>(await desk.Receive(System.IO.Pipelines.PipeReader.Create(new MemoryStream(body))));
        desk.Queue.AddRange(accepted.Batches);
        await desk.Work();

        Assert.Equal(["1 not_utf8"], await desk.BadRows(accepted.Import.Id));
    }

    [Theory]
    [InlineData("a,r,MUG,1", "2 malformed_row")]
    [InlineData("a,r,MUG,1,pm_card_visa,more", "2 malformed_row")]
    [InlineData("a,r,MUG,one,pm_card_visa", "2 malformed_row quantity")]
    [InlineData("a,r,MUG,+1,pm_card_visa", "2 malformed_row quantity")]
    [InlineData("a,r,MUG,0,pm_card_visa", "2 out_of_range quantity")]
    [InlineData("a,r,M G,1,pm_card_visa", "2 invalid_sku sku")]
    [InlineData("a,r,GONE,1,pm_card_visa", "2 unknown_sku sku")]
    [InlineData("a,r,MUG,1,4242 4242", "2 invalid_payment_method paymentMethod")]
    [InlineData(",r,MUG,1,pm_card_visa", "2 invalid_customer customerId")]
    [InlineData("a,\"r\"x,MUG,1,pm_card_visa", "2 malformed_row")]
    [InlineData("a,r\"r,MUG,1,pm_card_visa", "2 malformed_row")]
    [InlineData("a,\"never closed,MUG,1,pm_card_visa", "2 malformed_row")]
    [InlineData(",,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,", "2 malformed_row")]
    public async Task A_bad_row_of_csv_is_told_and_the_next_is_read(string row, string expected)
    {
        var import = await desk.Import(Header + row + "\nother,,MUG,1,pm_card_visa", format: ImportFormat.Csv);
        await desk.Work();

        Assert.Equal([expected], await desk.BadRows(import.Id));
        Assert.Single(desk.Orders.Store.All);
    }

    [Fact]
    public async Task Fields_may_be_quoted()
    {
        var import = await desk.Import(Header + "\"a, \"\"the\"\" customer\",\"r,1\",\"MUG\",\"2\",\"pm_card_visa\"", format: ImportFormat.Csv);
        await desk.Work();

        Assert.Equal(ImportStatus.Completed, (await desk.Get(import.Id)).Status);
        Assert.Equal("a, \"the\" customer", Assert.Single(desk.Orders.Store.All).Facts.Purchase.Customer.Value);
    }

    [Fact]
    public async Task Rows_of_one_order_have_one_line_each()
    {
        var import = await desk.Import(Header + "a,r-1,MUG,1,pm_card_visa\na,r-1,TEA,2,pm_card_visa\na,,MUG,1,pm_card_visa\na,,MUG,1,pm_card_visa\nb,r-1,MUG,1,pm_card_visa", format: ImportFormat.Csv);
        await desk.Work();

        Assert.Equal((5, 4), ((await desk.Get(import.Id)).Rows.Placed, (await desk.Get(import.Id)).Orders));
        Assert.Equal([1, 1, 1, 2], desk.Orders.Store.All.Select(order => order.Facts.Purchase.Lines.Count).Order());
    }

    [Fact]
    public Task One_bad_row_spoils_the_order_that_it_is_of() => Spoils(
        "a,r-1,MUG,1,pm_card_visa\na,r-1,MUG,none,pm_card_visa\na,r-1,TEA,1,pm_card_visa",
        "2 order_refused", "3 malformed_row quantity", "4 order_refused");

    [Fact]
    public Task An_unreadable_row_in_the_middle_of_an_order_spoils_it() => Spoils(
        "a,r-1,MUG,1,pm_card_visa\n\"\na,r-1,TEA,1,pm_card_visa", "2 order_refused", "3 malformed_row", "4 order_refused");

    [Fact]
    public Task A_row_with_a_card_number_spoils_the_order_that_it_is_of() => Spoils(
        "a,r-1,MUG,1,pm_card_visa\na,r-1,MUG,1,4242424242424242", "2 order_refused", "3 card_number paymentMethod");

    [Fact]
    public async Task A_product_may_be_called_by_its_bar_code() =>
        Assert.Equal(["2 unknown_sku sku"], await BadOf(Header + "a,r-1,4006381333931,1,pm_card_visa", ImportFormat.Csv));

    [Fact]
    public Task What_is_not_for_sale_spoils_its_order() => Spoils(
        "a,r-1,MUG,1,pm_card_visa\na,r-1,GONE,1,pm_card_visa", "2 order_refused", "3 unknown_sku sku");

    [Fact]
    public Task Two_payment_methods_spoil_an_order() => Spoils(
        "a,r-1,MUG,1,pm_card_visa\na,r-1,TEA,1,pm_card_amex", "2 order_refused", "3 payment_method_differs paymentMethod");

    [Fact]
    public async Task An_order_goes_on_only_in_the_next_row()
    {
        var import = await desk.Import(Header + "a,r-1,MUG,1,pm_card_visa\nb,r-1,MUG,1,pm_card_visa\na,r-1,TEA,1,pm_card_visa", format: ImportFormat.Csv);
        await desk.Work();

        Assert.Equal(["4 duplicate_reference /reference"], await desk.BadRows(import.Id));
        Assert.Equal(2, desk.Orders.Store.All.Count());
    }

    [Fact]
    public async Task An_order_of_too_many_rows_is_refused_and_does_not_grow_in_memory()
    {
        var import = await desk.Import(Header + string.Concat(Enumerable.Repeat("a,r-1,MUG,1,pm_card_visa\n", 5_000)), format: ImportFormat.Csv);
        await desk.Work();

        Assert.Equal(new ImportRowCounts(5_000, 0, 5_000), (await desk.Get(import.Id)).Rows);
        Assert.All(desk.Imports.Chunks, chunk => Assert.True(chunk.Rows <= ImportChunk.EnoughRows + 101));
    }

    [Fact]
    public async Task Bad_rows_are_told_in_their_order()
    {
        var unreadable = string.Concat(Enumerable.Repeat("\"\n", 3));
        var import = await desk.Import(
            Header + $"a,r-1,MUG,0,pm_card_visa\n{unreadable}b,r-1,MUG,1,pm_card_visa\n{unreadable}", format: ImportFormat.Csv);
        await desk.Work();

        Assert.Equal(
            ["2 out_of_range quantity", "3 malformed_row", "4 malformed_row", "5 malformed_row", "7 malformed_row", "8 malformed_row", "9 malformed_row"],
            await desk.BadRows(import.Id));
    }

    private async Task Spoils(string rows, params string[] expected)
    {
        var import = await desk.Import(Header + rows, format: ImportFormat.Csv);
        await desk.Work();

        Assert.Equal(expected, await desk.BadRows(import.Id));
        Assert.Empty(desk.Orders.Store.All);
    }

    private async Task<IEnumerable<string>> BadOf(string row, ImportFormat format = ImportFormat.Ndjson)
    {
        var import = await desk.Import(row, format: format);
        await desk.Work();
        return await desk.BadRows(import.Id);
    }
}
