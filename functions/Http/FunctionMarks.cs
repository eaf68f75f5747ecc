using System.Collections.Frozen;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Functions.Http;

internal static class FunctionMarks
{
    /// <summary>The functions of this application by their names. Looked for once: every type is looked at.</summary>
    public static FrozenDictionary<string, MethodInfo> Functions { get; } =
        (from type in typeof(FunctionMarks).Assembly.GetTypes()
         from method in type.GetMethods()
         let function = method.GetCustomAttribute<FunctionAttribute>()
         where function is not null
         select (function.Name, method))
        .ToFrozenDictionary(each => each.Name, each => each.method, StringComparer.Ordinal);

    /// <summary>The names of the functions that carry this mark.</summary>
    public static FrozenSet<string> Of<T>() where T : Attribute => By<T>().Keys.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The marks by the names of the functions that carry them.</summary>
    public static FrozenDictionary<string, T> By<T>() where T : Attribute => Functions
        .Where(function => function.Value.IsDefined(typeof(T)))
        .ToFrozenDictionary(function => function.Key, function => function.Value.GetCustomAttribute<T>()!, StringComparer.Ordinal);
}
