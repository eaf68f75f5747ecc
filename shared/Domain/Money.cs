namespace Serverless.Domain;

/// <summary>
/// An amount of money in whole minor units (cents, yen, fils). Arithmetic never rounds: it is exact, or it throws.
/// Adding or comparing two currencies is a bug and throws <see cref="InvalidOperationException"/>; leaving the range of
/// 64 bits throws <see cref="OverflowException"/>.
/// </summary>
public sealed record Money(long MinorUnits, Currency Currency)
{
    /// <summary>Nothing, in the given currency.</summary>
    public static Money Zero(Currency currency) => new(0, currency);

    /// <summary>True for amounts above zero.</summary>
    public bool IsPositive => MinorUnits > 0;

    /// <summary>True for nothing at all.</summary>
    public bool IsZero => MinorUnits == 0;

    /// <summary>True for a positive amount of the same currency that does not exceed the limit.</summary>
    public bool IsWithin(Money limit) => Currency == limit.Currency && IsPositive && MinorUnits <= limit.MinorUnits;

    /// <summary>The sum of two amounts of one currency.</summary>
    public static Money operator +(Money left, Money right) => new(checked(left.MinorUnits + right.In(left)), left.Currency);

    /// <summary>The difference of two amounts of one currency; it may be negative.</summary>
    public static Money operator -(Money left, Money right) => new(checked(left.MinorUnits - right.In(left)), left.Currency);

    /// <summary>The amount, so many times.</summary>
    public static Money operator *(Money amount, int times) => new(checked(amount.MinorUnits * times), amount.Currency);

    /// <summary>Compares two amounts of one currency.</summary>
    public static bool operator <(Money left, Money right) => left.MinorUnits < right.In(left);

    /// <summary>Compares two amounts of one currency.</summary>
    public static bool operator >(Money left, Money right) => left.MinorUnits > right.In(left);

    /// <summary>Compares two amounts of one currency.</summary>
    public static bool operator <=(Money left, Money right) => left.MinorUnits <= right.In(left);

    /// <summary>Compares two amounts of one currency.</summary>
    public static bool operator >=(Money left, Money right) => left.MinorUnits >= right.In(left);

    /// <summary>The amount as people write it, for example <c>19.99 EUR</c>.</summary>
    public override string ToString()
    {
        var digits = Int128.Abs(MinorUnits).ToString().PadLeft(Currency.Decimals + 1, '0');
        var number = Currency.Decimals == 0 ? digits : $"{digits[..^Currency.Decimals]}.{digits[^Currency.Decimals..]}";
        return $"{(MinorUnits < 0 ? "-" : "")}{number} {Currency}";
    }

    private long In(Money other) => Currency == other.Currency
        ? MinorUnits
        : throw new InvalidOperationException($"{Currency} and {other.Currency} cannot be added or compared.");
}
