namespace Serverless.Embedded.Cosmos.Queries;

/// <summary>Functions of numbers. With an argument of another kind they are undefined.</summary>
internal static class NumberFunctions
{
    public static readonly Function[] All =
    [
        Of("ABS", Math.Abs),
        Of("CEILING", Math.Ceiling),
        Of("FLOOR", Math.Floor),
        Of("TRUNC", Math.Truncate),
        Of("SIGN", number => Math.Sign(number)),
        Of("SQRT", Math.Sqrt),
        Of("SQUARE", number => number * number),
        Of("EXP", Math.Exp),
        Of("LOG10", Math.Log10),
        new("LOG", 1, 2, args => Numbers(args, () => args.Length == 2 ? Math.Log(args[0].Number, args[1].Number) : Math.Log(args[0].Number))),
        new("ROUND", 1, 2, args => Numbers(args, () => Round(args[0].Number, args.Length == 2 ? args[1].Number : 0))),
        new("POWER", 2, 2, args => Numbers(args, () => Math.Pow(args[0].Number, args[1].Number))),
        new("INTADD", 2, 2, args => Numbers(args, () => args[0].Number + args[1].Number)),
        new("INTSUB", 2, 2, args => Numbers(args, () => args[0].Number - args[1].Number)),
        new("INTMUL", 2, 2, args => Numbers(args, () => args[0].Number * args[1].Number)),
        new("INTDIV", 2, 2, args => Numbers(args, () => Math.Truncate(args[0].Number / args[1].Number))),
        new("INTMOD", 2, 2, args => Numbers(args, () => args[0].Number % args[1].Number)),
        new("PI", 0, 0, _ => Value.Of(Math.PI)),
    ];

    private static Function Of(string name, Func<double, double> compute) => new(name, 1, 1, args => Numbers(args, () => compute(args[0].Number)));

    private static Value Numbers(Value[] args, Func<double> compute) =>
        args.All(arg => arg.Kind == ValueKind.Number) ? Value.Of(compute()) : Value.Undefined;

    private static double Round(double number, double digits)
    {
        var scale = Math.Pow(10, Math.Truncate(digits));
        return Math.Round(number * scale, MidpointRounding.AwayFromZero) / scale;
    }
}
