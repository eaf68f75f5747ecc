using System.Collections.Frozen;

namespace Serverless.Embedded.Cosmos.Queries;

/// <summary>Finds built-in functions by name.</summary>
internal static class Functions
{
    private static readonly FrozenDictionary<string, Function> All = TypeFunctions.All
        .Concat(TextFunctions.All).Concat(NumberFunctions.All).Concat(ArrayFunctions.All)
        .ToFrozenDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);

    /// <exception cref="Refusal">501: there is no such function; 400: it takes another number of arguments.</exception>
    public static Function Find(string name, int arguments)
    {
        if (!All.TryGetValue(name, out var function))
        {
            throw Refusal.NotImplemented($"The function {name} is not supported.");
        }
        return arguments >= function.Fewest && arguments <= function.Most ? function
            : throw Refusal.BadRequest($"{function.Name} takes {function.Fewest} to {function.Most} arguments, not {arguments}.");
    }
}
