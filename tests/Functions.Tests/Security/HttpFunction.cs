using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Http;

namespace Serverless.Functions.Tests.Security;

/// <summary>Every function that answers HTTP, as the code has it: one that is added tomorrow, too.</summary>
internal sealed record HttpFunction(string Name, string Route, IReadOnlyList<string> Methods, bool IsPublic, bool IsForOperators)
{
    public static IReadOnlyList<HttpFunction> All { get; } =
    [
        .. from type in typeof(PublicAttribute).Assembly.GetTypes()
           from method in type.GetMethods()
           let function = method.GetCustomAttribute<FunctionAttribute>()
           from parameter in method.GetParameters()
           let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
           where function is not null && trigger is not null
           orderby function.Name
           select new HttpFunction(
               function.Name, trigger.Route!, trigger.Methods!, method.IsDefined(typeof(PublicAttribute)), method.IsDefined(typeof(OperatorsOnlyAttribute))),
    ];

    /// <summary>A request to it, for something that might be there.</summary>
    public HttpRequestMessage To(string method, string id) =>
        new(new(method), "api/" + System.Text.RegularExpressions.Regex.Replace(Route, "{[^}]+}", id)) { Content = method is "get" or "head" ? null : new StringContent("") };
}
