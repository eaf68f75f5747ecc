using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Extensions.Configuration;

namespace Serverless.Embedded.Host;

/// <summary>The functions of an application, by name.</summary>
internal sealed partial class FunctionIndex
{
    private FunctionIndex(IReadOnlyList<FunctionDescriptor> functions) => Functions = functions;

    /// <summary>In alphabetical order, which is also the order in which routes are tried.</summary>
    public IReadOnlyList<FunctionDescriptor> Functions { get; }

    public FunctionDescriptor? Find(string name) =>
        Functions.FirstOrDefault(function => IsNamed(function, name));

    /// <param name="types">Where they are looked for.</param>
    /// <param name="settings">Which may disable some.</param>
    /// <param name="wanted">Those that are run; empty for all. The others are as if they did not exist.</param>
    /// <exception cref="BindingException">A function is not one, or two have one name, or one that is wanted does not exist.</exception>
    public static FunctionIndex Of(IEnumerable<Type> types, IConfiguration settings, IReadOnlyList<string> wanted)
    {
        var functions = new List<FunctionDescriptor>();
        foreach (var type in types)
        {
            foreach (var method in type.GetMethods(
                BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            {
                if (method.GetCustomAttribute<FunctionAttribute>() is { } attribute)
                {
                    functions.Add(Describe(attribute.Name, method, settings));
                }
            }
        }
        functions.Sort((a, b) => StringComparer.OrdinalIgnoreCase.Compare(a.Name, b.Name));
        for (var i = 1; i < functions.Count; i++)
        {
            if (functions[i].Name.Equals(functions[i - 1].Name, StringComparison.OrdinalIgnoreCase))
            {
                throw new BindingException(
                    functions[i].Name, null, $"two methods have this name, {Place(functions[i - 1].Method)} and {Place(functions[i].Method)}.");
            }
        }
        if (wanted.FirstOrDefault(name => !functions.Exists(function => IsNamed(function, name))) is { } missing)
        {
            throw new BindingException(missing, null, "host.json lists it under functions, and there is no such function.");
        }
        return new(wanted.Count == 0 ? functions : functions.FindAll(function => wanted.Any(name => IsNamed(function, name))));
    }

    private static FunctionDescriptor Describe(string name, MethodInfo method, IConfiguration settings)
    {
        if (!NameRule().IsMatch(name) || name.Equals("host", StringComparison.OrdinalIgnoreCase))
        {
            throw new BindingException(
                name, null, "a name begins with a letter, then has letters, digits, '_' and '-', at most 128 in all, and is not 'host'.");
        }
        if (!method.IsPublic || !method.DeclaringType!.IsVisible)
        {
            throw new BindingException(name, null, $"{Place(method)} and its class must be public.");
        }
        if (method.ContainsGenericParameters || (method.DeclaringType.IsAbstract && !method.IsStatic))
        {
            throw new BindingException(name, null, $"{Place(method)} must be neither generic nor in an abstract class.");
        }
        var triggers = method.GetParameters().Where(p => p.GetCustomAttribute<TriggerBindingAttribute>() is not null).ToArray();
        if (triggers is not [var parameter])
        {
            throw new BindingException(
                name, triggers.LastOrDefault()?.Name, $"a function has one trigger, and {Place(method)} has {triggers.Length}.");
        }
        return new(name, method, parameter, parameter.GetCustomAttribute<TriggerBindingAttribute>()!,
            method.GetCustomAttribute<RetryAttribute>(), IsDisabled(name, settings));
    }

    private static bool IsDisabled(string name, IConfiguration settings) =>
        (settings[$"AzureWebJobs.{name}.Disabled"] ?? settings[$"AzureWebJobs:{name}:Disabled"])?.Trim() is { } text
        && (text == "1" || text.Equals("true", StringComparison.OrdinalIgnoreCase));

    private static bool IsNamed(FunctionDescriptor function, string name) => function.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static string Place(MethodInfo method) => $"{method.DeclaringType!.FullName}.{method.Name}";

    [GeneratedRegex("^[a-zA-Z][a-zA-Z0-9_-]{0,127}$")]
    private static partial Regex NameRule();
}
