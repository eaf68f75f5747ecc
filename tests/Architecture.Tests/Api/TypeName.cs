namespace Serverless.Architecture.Tests.Api;

/// <summary>Full names as <c>official-api.txt</c> writes them: nested types with a dot, generics with angle brackets.</summary>
internal static class TypeName
{
    public static string Of(Type type)
    {
        if (type.IsGenericParameter)
        {
            return type.Name;
        }
        if (type.IsByRef)
        {
            return Of(type.GetElementType()!);
        }
        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        }
        var arguments = type.GetGenericArguments();
        var outer = type.DeclaringType is { } declaring ? Outer(declaring, arguments) : type.Namespace;
        return outer + "." + Simple(type, arguments.Skip(type.DeclaringType?.GetGenericArguments().Length ?? 0));
    }

    // A nested type's arguments begin with those of the type around it.
    private static string Outer(Type declaring, Type[] arguments) => declaring.IsGenericTypeDefinition
        ? Of(declaring.MakeGenericType(arguments[..declaring.GetGenericArguments().Length]))
        : Of(declaring);

    private static string Simple(Type type, IEnumerable<Type> arguments)
    {
        var name = type.Name.Split('`')[0];
        var own = string.Join(", ", arguments.Select(Of));
        return own.Length == 0 ? name : $"{name}<{own}>";
    }
}
