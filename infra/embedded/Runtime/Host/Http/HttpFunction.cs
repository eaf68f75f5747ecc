using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Serverless.Embedded.Host.Invoking;

namespace Serverless.Embedded.Host.Http;

/// <summary>One HTTP function and its route.</summary>
internal sealed class HttpFunction
{
    // With no methods given, these reach the function.
    private static readonly string[] AllMethods = ["GET", "POST", "DELETE", "HEAD", "PATCH", "PUT", "OPTIONS"];
    private static readonly DefaultInlineConstraintResolver InlineConstraints = new(Options.Create(new RouteOptions()), NoServices.Instance);

    private readonly TemplateMatcher _matcher;
    private readonly Dictionary<string, IRouteConstraint>? _rules;

    public HttpFunction(FunctionPlan plan, string prefix)
    {
        var trigger = Check(plan.Function);
        Plan = plan;
        Level = trigger.AuthLevel;
        Methods = trigger.Methods is { Length: > 0 } methods ? [.. methods.Select(method => method.ToUpperInvariant())] : AllMethods;
        Route = $"{prefix}/{(trigger.Route ?? plan.Function.Name).Trim('/')}".Trim('/');
        Result = HttpReturn.Of(plan.Function);
        try
        {
            var template = TemplateParser.Parse(Route);
            _matcher = new(template, Defaults(template));
            _rules = Rules(template);
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException)
        {
            throw new BindingException(
                plan.Function.Name, plan.Function.TriggerParameter.Name, $"the route '{Route}' cannot be used: {failure.Message}");
        }
    }

    public FunctionPlan Plan { get; }
    public AuthorizationLevel Level { get; }
    public IReadOnlyList<string> Methods { get; }

    /// <summary>With the prefix, without a slash at its start.</summary>
    public string Route { get; }

    public HttpReturn Result { get; }

    public bool Matches(HttpContext http, [NotNullWhen(true)] out RouteValueDictionary? values)
    {
        values = [];
        if (!_matcher.TryMatch(http.Request.Path, values))
        {
            return false;
        }
        foreach (var (name, rule) in _rules ?? [])
        {
            if (!rule.Match(http, null, name, values, RouteDirection.IncomingRequest))
            {
                return false;
            }
        }
        return true;
    }

    private static HttpTriggerAttribute Check(FunctionDescriptor function)
    {
        var trigger = (HttpTriggerAttribute)function.Trigger;
        var parameter = function.TriggerParameter;
        if (parameter.ParameterType != typeof(HttpRequest))
        {
            throw new BindingException(
                function.Name, parameter.Name, $"an HTTP trigger is bound to HttpRequest, not to {parameter.ParameterType}.");
        }
        if (trigger.AuthLevel is AuthorizationLevel.User or AuthorizationLevel.System)
        {
            throw new BindingException(
                function.Name, parameter.Name, $"the authorization level {trigger.AuthLevel} is not supported: use Anonymous, Function or Admin.");
        }
        return function.Retry is null ? trigger : throw new BindingException(
            function.Name, null, $"an HTTP function is not retried, so {function.Retry.GetType().Name[..^nameof(Attribute).Length]} would be ignored.");
    }

    private static RouteValueDictionary Defaults(RouteTemplate template)
    {
        var defaults = new RouteValueDictionary();
        foreach (var parameter in template.Parameters)
        {
            if (parameter.DefaultValue is not null)
            {
                defaults.Add(parameter.Name!, parameter.DefaultValue);
            }
        }
        return defaults;
    }

    private static Dictionary<string, IRouteConstraint>? Rules(RouteTemplate template)
    {
        Dictionary<string, IRouteConstraint>? rules = null;
        foreach (var parameter in template.Parameters)
        {
            var constraints = parameter.InlineConstraints.Select(inline => InlineConstraints.ResolveConstraint(inline.Constraint)
                ?? throw new InvalidOperationException($"there is no constraint '{inline.Constraint}'.")).ToArray();
            if (constraints.Length > 0)
            {
                IRouteConstraint rule = constraints is [var one] ? one : new CompositeRouteConstraint(constraints);
                (rules ??= []).Add(parameter.Name!, parameter.IsOptional ? new OptionalRouteConstraint(rule) : rule);
            }
        }
        return rules;
    }

    private sealed class NoServices : IServiceProvider
    {
        public static NoServices Instance { get; } = new();

        public object? GetService(Type serviceType) => null;
    }
}
