using System.Collections.Frozen;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Functions.Http;

internal static class FunctionMarks
{
    /// <summary>The names of the functions that carry this mark.</summary>
    public static FrozenSet<string> Of<T>() where T : Attribute => By<T>().Keys.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The marks by the names of the functions that carry them.</summary>
    public static FrozenDictionary<string, T> By<T>() where T : Attribute =>
        (from type in typeof(FunctionMarks).Assembly.GetTypes()
         from method in type.GetMethods()
         where method.IsDefined(typeof(T)) && method.IsDefined(typeof(FunctionAttribute))
         select (method.GetCustomAttribute<FunctionAttribute>()!.Name, Mark: method.GetCustomAttribute<T>()!))
        .ToFrozenDictionary(each => each.Name, each => each.Mark, StringComparer.Ordinal);
}
