namespace Serverless.Embedded.Cosmos.Queries;

/// <summary>Functions that ask what a value is.</summary>
internal static class TypeFunctions
{
    public static readonly Function[] All =
    [
        new("IS_DEFINED", 1, 1, args => Value.Of(args[0].IsDefined)),
        new("IS_NULL", 1, 1, args => Is(args, ValueKind.Null)),
        new("IS_BOOL", 1, 1, args => Is(args, ValueKind.Boolean)),
        new("IS_BOOLEAN", 1, 1, args => Is(args, ValueKind.Boolean)),
        new("IS_NUMBER", 1, 1, args => Is(args, ValueKind.Number)),
        new("IS_INTEGER", 1, 1, args => Value.Of(args[0].Kind == ValueKind.Number && args[0].Number == Math.Floor(args[0].Number))),
        new("IS_FINITE_NUMBER", 1, 1, args => Is(args, ValueKind.Number)),
        new("IS_STRING", 1, 1, args => Is(args, ValueKind.String)),
        new("IS_ARRAY", 1, 1, args => Is(args, ValueKind.Array)),
        new("IS_OBJECT", 1, 1, args => Is(args, ValueKind.Object)),
        new("IS_PRIMITIVE", 1, 1, args => Value.Of(args[0].Kind is ValueKind.Null or ValueKind.Boolean or ValueKind.Number or ValueKind.String)),
        new("IIF", 3, 3, args => args[0].IsTrue ? args[1] : args[2]),
    ];

    private static Value Is(Value[] args, ValueKind kind) => Value.Of(args[0].Kind == kind);
}
