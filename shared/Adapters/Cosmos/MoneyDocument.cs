using Serverless.Domain;

namespace Serverless.Adapters.Cosmos;

/// <summary>Money in a document.</summary>
internal sealed record MoneyDocument(long Amount, string Currency)
{
    public static MoneyDocument Of(Money money) => new(money.MinorUnits, money.Currency.Code);

    public Money ToDomain() => new(Amount, Domain.Currency.Parse(Currency));
}
