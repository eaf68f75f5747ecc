namespace Serverless.Functions.Tests.Orders;

public class When_a_request_is_repeated(Shop shop)
{
    [Fact]
    public async Task The_answer_is_the_first_one_again_and_says_so()
    {
        var alice = await shop.Customer("repeats");
        var first = await alice.Place("cart-1");
        await shop.Quiet();
        var second = await alice.Place("cart-1");
        Assert.Equal(202, second.Status);
        Assert.Equal("true", second.Header("Idempotent-Replayed"));
        Assert.Equal(first.Text, second.Text);
        Assert.Equal(first.Header("Location"), second.Header("Location"));
        Assert.Equal(first.Header("ETag"), second.Header("ETag"));
        await shop.Quiet();
        Assert.Single(shop.Movements(first.Id));
    }

    [Fact]
    public async Task At_the_same_time_one_order_comes_of_it()
    {
        var alice = await shop.Customer("impatient");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => alice.Place("cart-1")));
        Assert.All(answers, answer => Assert.Equal(202, answer.Status));
        Assert.Single(answers.Select(answer => answer.Text).Distinct());
        Assert.Single(answers, answer => answer.Header("Idempotent-Replayed") is null);
        await shop.Quiet();
        Assert.Single(shop.Movements(answers[0].Id));
    }

    [Fact]
    public async Task With_another_body_it_is_refused()
    {
        var alice = await shop.Customer("changes her mind");
        var first = await alice.Place("cart-1");
        var second = await alice.Place("cart-1", Customer.Tea.Replace("2", "3", StringComparison.Ordinal));
        Assert.Equal(422, second.Status);
        Assert.Equal("idempotency_key_reused", second.Problem);
        await shop.Quiet();
        Assert.Equal([("Charge", 3300L)], shop.Movements(first.Id));
    }

    [Fact]
    public async Task By_another_customer_it_is_another_order()
    {
        var alice = await (await shop.Customer("first of two")).Place("cart-1");
        var bob = await (await shop.Customer("second of two")).Place("cart-1");
        Assert.Null(bob.Header("Idempotent-Replayed"));
        Assert.NotEqual(alice.Id, bob.Id);
    }
}
