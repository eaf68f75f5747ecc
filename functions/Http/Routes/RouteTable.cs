using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Functions.Http.Routes;

/// <summary>Which methods there are for a path: what the functions' own triggers say, so that nothing is listed twice.</summary>
internal sealed class RouteTable
{
    private readonly (TemplateMatcher Route, string[] Methods)[] _routes;

    private RouteTable(IEnumerable<HttpTriggerAttribute> triggers) =>
        _routes = [.. triggers.Select(trigger => (Matcher(trigger.Route!), (string[])[.. trigger.Methods!.Select(method => method.ToUpperInvariant())]))];

    /// <summary>The routes of this application, without those that take any path.</summary>
    public static RouteTable Own { get; } = new(
        from function in FunctionMarks.Functions.Values
        from parameter in function.GetParameters()
        let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
        where trigger is { Route: not (null or ZUnrouted.AnyPath) }
        select trigger);

    /// <summary>The methods that a path has, by name; none for a path that there is not.</summary>
    /// <param name="path">Without the host's prefix.</param>
    public IReadOnlyCollection<string> Methods(string? path)
    {
        var asItIs = new PathString($"/{path}"); // A plain text would be taken for one that is still escaped.
        return [.. _routes.Where(each => each.Route.TryMatch(asItIs, [])).SelectMany(each => each.Methods).Distinct().Order(StringComparer.Ordinal)];
    }

    private static TemplateMatcher Matcher(string route) => new(TemplateParser.Parse(route), []);
}
