using System.Reflection;

namespace Serverless.Architecture.Tests.Api;

/// <summary>
/// Renders what other assemblies can see of a type, one line for the type and one for each member, as
/// <c>official-api.txt</c> does: properties with their visible accessors, methods with their modifiers, parameters with
/// their names and whether they are optional.
/// </summary>
internal static class ApiSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Of(IEnumerable<Type> types) =>
        types.Where(IsVisible).SelectMany(Of).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Of(Type type)
    {
        var name = TypeName.Of(type);
        yield return $"{name} : {Kind(type)}{Bases(type)}";
        foreach (var constructor in type.GetConstructors(Declared).Where(IsVisible))
        {
            yield return $"{name}.ctor({Parameters(constructor)}){Modifiers(constructor)}";
        }
        foreach (var method in type.GetMethods(Declared).Where(method => IsVisible(method) && !IsAccessor(type, method)))
        {
            yield return $"{name}.{MethodName(method)}({Parameters(method)}) : {TypeName.Of(method.ReturnType)}{Modifiers(method)}";
        }
        foreach (var property in type.GetProperties(Declared).Where(property => property.GetAccessors(nonPublic: true).Any(IsVisible)))
        {
            yield return $"{name}.{property.Name} : {TypeName.Of(property.PropertyType)} {Accessors(property)}";
        }
        foreach (var field in type.GetFields(Declared).Where(IsVisible))
        {
            yield return $"{name}.{field.Name} : {Field(field)}";
        }
        foreach (var happening in type.GetEvents(Declared).Where(happening => IsVisible(happening.AddMethod!)))
        {
            yield return $"{name}.{happening.Name} : event {TypeName.Of(happening.EventHandlerType!)}";
        }
    }

    private static bool IsVisible(Type type) => type.DeclaringType is { } outer
        ? IsVisible(outer) && (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem)
        : type.IsPublic;

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsVisible(FieldInfo field) =>
        !field.IsSpecialName && (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly);

    // Operators are special names too, and belong to the surface.
    private static bool IsAccessor(Type type, MethodInfo method) => method.IsSpecialName && (
        type.GetProperties(Declared).Any(property => property.GetAccessors(nonPublic: true).Contains(method)) ||
        type.GetEvents(Declared).Any(happening => happening.AddMethod == method || happening.RemoveMethod == method));

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsValueType: true } => "struct",
        { IsInterface: true } => "interface",
        _ when typeof(MulticastDelegate).IsAssignableFrom(type) => "delegate",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static string Bases(Type type)
    {
        if (type.IsEnum)
        {
            return "";
        }
        var isImplied = type.BaseType == typeof(object) || type.BaseType == typeof(ValueType) || type.BaseType == typeof(MulticastDelegate);
        var bases = (type.BaseType is null || isImplied ? [] : new[] { type.BaseType }).Concat(type.GetInterfaces());
        var names = string.Join(", ", bases.Select(TypeName.Of).Order(StringComparer.Ordinal));
        return names.Length == 0 ? "" : " <: " + names;
    }

    private static string MethodName(MethodInfo method) => method.IsGenericMethod
        ? $"{method.Name}<{string.Join(", ", method.GetGenericArguments().Select(TypeName.Of))}>"
        : method.Name;

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        $"{(parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? "ref " : "")}{TypeName.Of(parameter.ParameterType)} {parameter.Name}" +
        (parameter.IsOptional ? " = default" : "")));

    private static string Modifiers(MethodBase method) =>
        (method.IsStatic ? " static" : "") +
        (method.IsAbstract ? " abstract" : method is { IsVirtual: true, IsFinal: false } ? " virtual" : "") +
        (method.IsPublic ? "" : " protected");

    // A protected setter stands in the official file as any other does.
    private static string Accessors(PropertyInfo property) =>
        (property.GetMethod is { } get && IsVisible(get) ? "{ get; " : "{ ") +
        (property.SetMethod is { } set && IsVisible(set) ? "set; }" : "}");

    private static string Field(FieldInfo field) => field switch
    {
        { IsLiteral: true } when field.FieldType == typeof(string) => "const System.String",
        { IsLiteral: true } => $"const {TypeName.Of(field.FieldType)} = {Convert.ToInt64(field.GetRawConstantValue(), null)}",
        _ => $"{TypeName.Of(field.FieldType)}{(field.IsStatic ? " static" : "")}{(field.IsInitOnly ? " readonly" : "")}",
    };
}
