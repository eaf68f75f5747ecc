namespace Serverless.Functions.Tests.Imports;

public sealed class When_orders_are_imported(Shop shop)
{
    [Fact]
    public async Task Each_row_is_an_order_of_its_customer_that_an_operator_placed()
    {
        var anna = await shop.Operator("anna imports");

        var accepted = await anna.Import("two orders", ImportSteps.Row("imported-1", "A-1") + "\n" + ImportSteps.Row("imported-2", null));
        Assert.Equal((202, $"/api/imports/{accepted.Id}"), (accepted.Status, accepted.Header("Location")));
        Assert.Equal(("running", (2, 0, 0)), ((string)accepted.Body["status"]!, accepted.Rows()));
        var ended = await shop.Ended(anna, accepted.Id);

        Assert.Equal(("completed", (2, 2, 0), 2, 100.0), ((string)ended.Body["status"]!, ended.Rows(), (int)ended.Body["orders"]!, (double)ended.Body["percent"]!));
        var order = (await (await shop.Customer("imported-1")).Get("api/orders")).Body["items"]![0]!;
        Assert.Equal("paid", (string)order["status"]!);
        var history = (await anna.Get($"api/orders/{order["id"]}/history")).Body["items"]!;
        Assert.Equal("operator", (string)history[0]!["cause"]!);
    }

    [Fact]
    public async Task Rows_of_a_csv_that_follow_each_other_are_one_order()
    {
        var anna = await shop.Operator("anna imports");

        var accepted = await anna.Import("csv", """
            customerId,reference,sku,quantity,paymentMethod
            csv-1,A-1,TEA-GREEN-100,1,pm_card_visa
            csv-1,A-1,MUG-STONEWARE,2,pm_card_visa
            csv-1,A-2,TEA-GREEN-100,1,pm_card_visa
            """, ImportSteps.Csv);
        var ended = await shop.Ended(anna, accepted.Id);

        Assert.Equal(("completed", (3, 3, 0), 2), ((string)ended.Body["status"]!, ended.Rows(), (int)ended.Body["orders"]!));
        Assert.Equal(2, await shop.OrdersOf("csv-1"));
    }

    [Fact]
    public async Task Bad_rows_are_told_with_their_numbers_and_keep_no_other_from_its_turn()
    {
        var anna = await shop.Operator("anna imports");
        string[] rows =
        [
            ImportSteps.Row("mixed-1", "A-1"), "{not json", ImportSteps.Row("mixed-1", "A-2", sku: "GONE"), ImportSteps.Row("mixed-1", "A-3"),
            "", ImportSteps.Row("mixed-1", "A-1"), ImportSteps.Row("mixed-1", "A-4", method: "4242 4242 4242 4242"),
        ];

        var accepted = await anna.Import("mixed", string.Join('\n', rows));
        var ended = await shop.Ended(anna, accepted.Id);

        Assert.Equal(("completed", (6, 2, 4)), ((string)ended.Body["status"]!, ended.Rows()));
        string[] expected = ["2: malformed_row", "3: unknown_sku", "6: duplicate_reference", "7: card_number"];
        Assert.Equal(expected, await anna.BadRows(accepted.Id));
        Assert.Equal(expected, await anna.BadRows(accepted.Id, pageSize: 1));
        Assert.Equal(2, await shop.OrdersOf("mixed-1"));
        Assert.DoesNotContain("4242", (await anna.Get($"api/imports/{accepted.Id}/errors")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_import_again_is_answered_as_the_first_time_and_makes_no_second_order()
    {
        var anna = await shop.Operator("anna imports");
        var rows = ImportSteps.Row("twice-1", null) + "\n" + ImportSteps.Row("twice-1", "A-2");

        var first = await anna.Import("twice", rows);
        await shop.Ended(anna, first.Id);
        var again = await anna.Import("twice", rows);
        await shop.Quiet();

        Assert.Equal((202, first.Text, "true"), (again.Status, again.Text, again.Header("Idempotent-Replayed")));
        Assert.Equal(2, await shop.OrdersOf("twice-1"));
    }

    [Fact]
    public async Task Another_import_with_its_key_is_refused()
    {
        var anna = await shop.Operator("anna imports");
        await anna.Import("reused", ImportSteps.Row("reused-1", "A-1"));

        Assert.Equal((422, "idempotency_key_reused"), (await anna.Import("reused", ImportSteps.Row("reused-1", "A-2"))).Refusal);
        await shop.Quiet();
        Assert.Equal(1, await shop.OrdersOf("reused-1"));
    }

    [Fact]
    public async Task A_reference_is_one_order_whatever_import_names_it()
    {
        var anna = await shop.Operator("anna imports");
        var first = await anna.Import("before", ImportSteps.Row("same-1", "A-1"));
        await shop.Ended(anna, first.Id);

        var second = await anna.Import("after", string.Join('\n',
            ImportSteps.Row("same-1", "A-1"), ImportSteps.Row("same-1", "A-2"), ImportSteps.Row("same-2", "A-1")));
        var third = await anna.Import("another", ImportSteps.Row("same-1", "A-1", method: "pm_card_mastercard"));

        Assert.Equal((3, 3, 0), (await shop.Ended(anna, second.Id)).Rows());
        Assert.Equal((1, 0, 1), (await shop.Ended(anna, third.Id)).Rows());
        Assert.Equal(["1: reference_reused"], await anna.BadRows(third.Id));
        Assert.Equal((2, 1), (await shop.OrdersOf("same-1"), await shop.OrdersOf("same-2")));
    }

    [Fact]
    public async Task What_did_not_change_has_the_same_tag()
    {
        var anna = await shop.Operator("anna imports");
        var accepted = await anna.Import("tagged", ImportSteps.Row("tagged-1", "A-1"));
        var ended = await shop.Ended(anna, accepted.Id);

        Assert.Equal(304, (await anna.Get($"api/imports/{accepted.Id}", ended.Header("ETag"))).Status);
    }

    [Fact]
    public async Task Only_an_operator_imports_and_looks()
    {
        var alice = await shop.Customer("alice does not import");

        Assert.Equal((403, "operators_only"), (await alice.Import("alice", ImportSteps.Row("a", null))).Refusal);
        Assert.Equal(403, (await alice.Get("api/imports/x")).Status);
        Assert.Equal(403, (await alice.Get("api/imports/x/errors")).Status);
    }

    [Theory]
    [InlineData("", ImportSteps.Ndjson, 400, "no_rows")]
    [InlineData("\n\n", ImportSteps.Ndjson, 400, "no_rows")]
    [InlineData("customerId,reference,sku,quantity,paymentMethod\n", ImportSteps.Csv, 400, "no_rows")]
    [InlineData("customerId,sku\na,b", ImportSteps.Csv, 400, "invalid_header")]
    [InlineData("{}", "application/json", 415, "unsupported_media_type")]
    [InlineData("{}", "text/csv; charset=latin1", 415, "unsupported_media_type")]
    public async Task What_is_no_import_is_refused_whole(string body, string format, int status, string code)
    {
        var anna = await shop.Operator("anna imports");

        Assert.Equal((status, code), (await anna.Import($"no import {body} {format}".Replace("\n", "/", StringComparison.Ordinal), body, format)).Refusal);
    }

    [Fact]
    public async Task An_import_without_a_key_is_refused() =>
        Assert.Equal((400, "idempotency_key_required"), (await (await shop.Operator("anna imports")).Import("", "{}")).Refusal);

    [Theory]
    [InlineData("api/imports/none")]
    [InlineData("api/imports/none/errors")]
    [InlineData("api/imports/aaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("api/imports/aaaaaaaaaaaaaaaaaaaaaaaaaa/errors")]
    public async Task What_is_not_there_is_not_found(string path) =>
        Assert.Equal((404, "import_not_found"), (await (await shop.Operator("anna imports")).Get(path)).Refusal);
}
