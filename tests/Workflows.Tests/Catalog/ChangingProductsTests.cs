using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Domain;
using Serverless.Domain.Catalog;
using Serverless.Workflows.Catalog;

namespace Serverless.Workflows.Tests.Catalog;

public class ChangingProductsTests
{
    private static readonly Actor Anna = new(CustomerId.Parse("anna"), IsOperator: true);
    private static readonly PutProductRequest Mug = new(null, "Mug", new PutPrice(1500, "EUR"));
    private readonly ContestedProducts _store = new();

    private ChangingProducts Changing => new(_store, NullLogger<ChangingProducts>.Instance);

    [Fact]
    public async Task Who_loses_a_race_decides_again_on_what_the_winner_wrote()
    {
        _store.Races = 2;
        Assert.False(Assert.IsType<ProductResult.Saved>(await Put(Mug)).IsNew);
        Assert.Equal("Mug", _store.Product!.Name);
    }

    [Fact]
    public async Task Who_always_loses_is_told_so()
    {
        _store.Races = int.MaxValue;
        await Assert.ThrowsAsync<OutageException>(() => Put(Mug));
    }

    [Fact]
    public async Task Who_wants_to_be_the_first_is_refused_when_another_was()
    {
        _store.Races = 1;
        Assert.IsType<ProductResult.VersionMismatch>(await Put(Mug, new Condition(NoneOf: ["*"])));
    }

    [Fact]
    public async Task What_is_as_wanted_is_not_written_again()
    {
        await Put(Mug);
        var writes = _store.Writes;
        Assert.False(Assert.IsType<ProductResult.Saved>(await Put(Mug, new Condition(AnyOf: ["older"]))).IsNew);
        Assert.Equal(writes, _store.Writes);
    }

    [Theory]
    [InlineData(null, null, null, false)]
    [InlineData("*", null, null, true)]
    [InlineData("*", null, "a", false)]
    [InlineData("a", null, "a", false)]
    [InlineData("b", null, "a", true)]
    [InlineData(null, "*", null, false)]
    [InlineData(null, "*", "a", true)]
    [InlineData(null, "b", "a", false)]
    [InlineData(null, "a", "a", true)]
    public void A_condition_forbids_what_it_says(string? anyOf, string? noneOf, string? tag, bool forbids) =>
        Assert.Equal(forbids, new Condition(anyOf is null ? null : [anyOf], noneOf is null ? null : [noneOf]).Forbids(tag));

    [Fact]
    public void Two_products_have_one_tag_when_they_are_alike_alone()
    {
        var mug = new Product(Sku.Parse("MUG"), "Mug", new Money(1500, Currency.Parse("EUR")));
        Assert.Equal(mug.Tag, (mug with { }).Tag);
        Assert.Equal(4, new[] { mug, mug with { Name = "Cup" }, mug with { Price = new(1501, mug.Price.Currency) }, mug with { Price = new(1500, Currency.Parse("USD")) } }
            .Select(product => product.Tag).Distinct().Count());
    }

    private Task<ProductResult> Put(PutProductRequest request, Condition? condition = null) =>
        Changing.Put(Anna, "MUG", request, condition ?? new(), TestContext.Current.CancellationToken);

    /// <summary>A store in which somebody else is faster so many times.</summary>
    private sealed class ContestedProducts : IProductStore
    {
        public int Races { get; set; }

        public int Writes { get; private set; }

        public Product? Product { get; private set; }

        public Task<Stored<Product>?> Find(Sku sku, CancellationToken stop) =>
            Task.FromResult(Product is null ? null : new Stored<Product>(Product, new StoreVersion($"{Writes}")));

        public Task<bool> Save(Product product, StoreVersion? expected, CancellationToken stop)
        {
            Assert.Equal(Product is null ? null : $"{Writes}", expected?.Value);
            Writes++;
            Product = Races-- > 0 ? product with { Name = $"Somebody's, {Writes}" } : product;
            return Task.FromResult(Product == product);
        }

        public Task<bool> Delete(Sku sku, StoreVersion expected, CancellationToken stop) => throw new NotSupportedException();
    }
}
