using System.Text;
using Microsoft.Azure.Functions.Worker;
using Serverless.Embedded.Host.Http;

namespace Serverless.Embedded.Host;

/// <summary>The list of functions that is printed at start, laid out as Core Tools does.</summary>
internal static class FunctionListing
{
    public static string Of(RunningFunctions functions, HttpRoutes routes, string baseAddress)
    {
        var list = new StringBuilder().AppendLine().AppendLine("Functions:").AppendLine();
        foreach (var route in routes.Functions)
        {
            Append(list, route.Plan.Function, $"[{string.Join(',', route.Methods)}] {baseAddress}/{route.Route}");
        }
        foreach (var function in functions.All.Where(function => function.Trigger is not HttpTriggerAttribute))
        {
            Append(list, function, functions.Listener(function)!.Description);
        }
        return list.AppendLine($"Listening on {baseAddress}").ToString();
    }

    private static void Append(StringBuilder list, FunctionDescriptor function, string what) =>
        list.AppendLine($"\t{function.Name}: {what}{(function.Disabled ? " (disabled)" : "")}").AppendLine();
}
