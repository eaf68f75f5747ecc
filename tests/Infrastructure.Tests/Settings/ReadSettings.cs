using System.ComponentModel;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Serverless.Adapters;
using Serverless.Architecture.Tests.Functions;

namespace Serverless.Infrastructure.Tests.Settings;

/// <summary>
/// The settings that the application reads, found by letting it read: every registration of Program.cs runs over a configuration that
/// remembers what was asked of it, then every options class is bound and validated.
/// </summary>
/// <param name="Asked">What was asked for, given these settings.</param>
/// <param name="Settable">What can be set at all: the properties of the options classes, and what is read by name.</param>
internal sealed partial record ReadSettings(IReadOnlySet<string> Asked, IReadOnlySet<string> Settable)
{
    /// <summary>Throws <see cref="OptionsValidationException"/> where the settings given are not enough to start with.</summary>
    public static ReadSettings By(IReadOnlyDictionary<string, string> given)
    {
        var asked = new Asked();
        var values = new ConfigurationBuilder()
            .AddInMemoryCollection(given.Select(each => KeyValuePair.Create(each.Key.Replace("__", ":"), (string?)each.Value))).Build();
        var services = Register(new RecordingConfiguration(values, "", asked));
        using var provider = services.BuildServiceProvider();
        var settable = new HashSet<string>();
        var sections = new HashSet<string>();
        var bound = services.Select(service => service.ServiceType).Where(IsOurConfigureOptions).Select(type => type.GenericTypeArguments[0]);
        foreach (var type in bound.Distinct())
        {
            Bind(provider, type);
            if (Section(provider, type, asked) is not { } section)
                continue;
            settable.UnionWith(Properties(type, section));
            sections.Add(section);
        }
        settable.UnionWith(asked.Settings.Where(name => !name.Contains(':') && !sections.Contains(name)));
        settable.UnionWith(OfTriggers());
        return new(asked.Settings.Concat(OfTriggers()).Select(Name).ToHashSet(), settable.Select(Name).ToHashSet());
    }

    /// <summary>What stands in the attributes of the functions: <c>%Name%</c>, and the names of connections.</summary>
    public static IEnumerable<string> OfTriggers() => FunctionMethod.All
        .SelectMany(function => function.Method.GetParameters().SelectMany(parameter => parameter.GetCustomAttributesData()))
        .SelectMany(attribute => attribute.ConstructorArguments.Select(argument => argument.Value)
            .Concat(attribute.NamedArguments.Where(argument => argument.MemberName != "Connection").Select(argument => argument.TypedValue.Value)))
        .OfType<string>().SelectMany(text => InPercents().Matches(text)).Select(match => match.Groups[1].Value).Concat(Connections()).Distinct();

    public static IEnumerable<string> Connections() => FunctionMethod.All
        .SelectMany(function => function.Triggers).Select(trigger => trigger.GetType().GetProperty("Connection")?.GetValue(trigger) as string)
        .OfType<string>().Distinct();

    private static ServiceCollection Register(IConfiguration configuration)
    {
        var services = new ServiceCollection();
        services.AddSingleton(configuration);
        services.AddLogging();
        services.AddAdapters(configuration);
        var registrations = Assembly.Load("Serverless.Functions").GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(method => method.Name.StartsWith("Add", StringComparison.Ordinal) && method.IsDefined(typeof(ExtensionAttribute), false)
                && method.GetParameters()[0].ParameterType == typeof(IServiceCollection));
        foreach (var registration in registrations)
        {
            registration.Invoke(null, [.. registration.GetParameters().Select(object (parameter) =>
                parameter.ParameterType == typeof(IServiceCollection) ? services : configuration)]);
        }
        return services;
    }

    private static bool IsOurConfigureOptions(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IConfigureOptions<>)
        && type.GenericTypeArguments[0].Assembly.GetName().Name!.StartsWith("Serverless.", StringComparison.Ordinal)
        && type.GenericTypeArguments[0].Assembly.GetName().Name != "Serverless.Embedded";

    private static void Bind(ServiceProvider provider, Type type) =>
        _ = ((IOptions<object>)provider.GetRequiredService(typeof(IOptions<>).MakeGenericType(type))).Value;

    private static string? Section(ServiceProvider provider, Type type, Asked asked)
    {
        asked.LastWatched = null;
        foreach (var source in provider.GetServices(typeof(IOptionsChangeTokenSource<>).MakeGenericType(type)))
            source!.GetType().GetMethod("GetChangeToken")!.Invoke(source, null);
        return asked.LastWatched;
    }

    private static IEnumerable<string> Properties(Type type, string section) =>
        type.GetProperties().Where(property => property.SetMethod is { IsPublic: true }).SelectMany(property =>
            TypeDescriptor.GetConverter(property.PropertyType).CanConvertFrom(typeof(string)) ? [$"{section}:{property.Name}"]
            : property.PropertyType.IsArray ? [$"{section}:{property.Name}:0"]
            : Properties(property.PropertyType, $"{section}:{property.Name}"));

    private static string Name(string path) => path.Replace(":", "__");

    [GeneratedRegex("^%(.+)%$")]
    private static partial Regex InPercents();
}
