using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Embedded.Host.Invoking;

/// <summary>
/// The worker's own <c>[FromBody]</c>: unknown fields are ignored, and whatever else is wrong with the body is an
/// <see cref="InvalidOperationException"/>.
/// </summary>
internal static class BodyBinding
{
    public static ParameterBinding For(FunctionDescriptor function, ParameterInfo parameter) =>
        function.Trigger is HttpTriggerAttribute
            ? context => Read(context, parameter)
            : throw new BindingException(function.Name, parameter.Name, "[FromBody] needs an HTTP trigger.");

    private static async ValueTask<object?> Read(InvocationContext context, ParameterInfo parameter)
    {
        var request = context.Http!.Request;
        try
        {
            if (!request.HasJsonContentType())
            {
                throw new JsonException($"The content type is not JSON but '{request.ContentType}'.");
            }
            return await JsonSerializer.DeserializeAsync(
                request.Body, parameter.ParameterType, JsonSerializerOptions.Web, context.CancellationToken);
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException)
        {
            throw new InvalidOperationException(
                $"The body cannot be bound to parameter '{parameter.Name}' of function '{context.Plan.Function.Name}'.", failure);
        }
    }
}
