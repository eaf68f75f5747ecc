using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Serverless.Embedded.Host.Invoking;

namespace Serverless.Embedded.Host.Http;

/// <summary>How what an HTTP function returned becomes the answer.</summary>
internal sealed class HttpReturn
{
    private readonly Func<object, object?> _result;

    private HttpReturn(Func<object, object?> result) => _result = result;

    /// <summary>
    /// Refuses what the official host answers with an empty 200: a return value that is neither <see cref="IResult"/> nor
    /// <see cref="IActionResult"/>, nor an object with one of them in a property marked <c>[HttpResult]</c>.
    /// </summary>
    /// <exception cref="BindingException">The return value would be lost.</exception>
    public static HttpReturn Of(FunctionDescriptor function)
    {
        var type = ResultReader.ValueType(function.Method.ReturnType);
        if (function.Method.GetCustomAttributes<OutputBindingAttribute>().Any(output => output is not HttpResultAttribute))
        {
            throw new BindingException(
                function.Name, null, "an output attribute on the method of an HTTP function leaves it without an answer. "
                + "Return an object with a property for each output, the HTTP result's marked [HttpResult].");
        }
        if (type == typeof(void) || IsResult(type))
        {
            return new(value => value);
        }
        return OutputDiscovery.Of(function.Method).FirstOrDefault(
            output => output.Attribute is HttpResultAttribute && output.Name != "$return") is { } marked && IsResult(marked.Type)
            ? new(value => value is IResult or IActionResult ? value : marked.Value(value))
            : throw new BindingException(
                function.Name, null, $"its return value of type {type} would be answered as 200 without a body. "
                + "Return IResult or IActionResult (in a property marked [HttpResult] beside outputs), or write to the response.");
    }

    /// <summary>True for functions that need the services of MVC to answer.</summary>
    public static bool NeedsMvc(MethodInfo method) =>
        typeof(IActionResult).IsAssignableFrom(ResultReader.ValueType(method.ReturnType))
        || OutputDiscovery.Of(method).Any(
            output => output.Attribute is HttpResultAttribute && typeof(IActionResult).IsAssignableFrom(output.Type));

    public Task Send(object? returned, HttpContext http) => returned is null ? Task.CompletedTask : _result(returned) switch
    {
        IResult result => result.ExecuteAsync(http),
        IActionResult result => result.ExecuteResultAsync(new ActionContext(http, new(http.Request.RouteValues), new ActionDescriptor())),
        _ => Task.CompletedTask,
    };

    private static bool IsResult(Type type) => typeof(IResult).IsAssignableFrom(type) || typeof(IActionResult).IsAssignableFrom(type);
}
