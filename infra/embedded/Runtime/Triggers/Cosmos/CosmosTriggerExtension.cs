using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Extensions.Logging;
using Serverless.Embedded.Host;

namespace Serverless.Embedded.Triggers.Cosmos;

/// <summary>Cosmos DB triggers.</summary>
internal sealed class CosmosTriggerExtension(
    IFunctionInvoker invoker, BindingSettings settings, CosmosClients clients, FeedProgress progress, BindingJson json,
    RequestsInFlight requests, TimeProvider clock, ILoggerFactory logs)
    : ITriggerExtension
{
    public bool Handles(TriggerBindingAttribute trigger) => trigger is CosmosDBTriggerAttribute;

    public ITriggerListener Listen(FunctionDescriptor function)
    {
        var type = function.TriggerParameter.ParameterType;
        var source = CosmosSource.Of(function, settings, clients);
        var log = logs.CreateLogger(function.LogCategory);
        return new CosmosListener(function, source, progress, Conversion(function, type), RetryPolicy.Of(function), invoker, requests, clock, log);
    }

    private Func<FeedPage, object?> Conversion(FunctionDescriptor function, Type type)
    {
        if (type == typeof(string))
        {
            return page => page.Text();
        }
        if (CollectionShape.Of(type) is null)
        {
            throw new BindingException(function.Name, function.TriggerParameter.Name!,
                $"a change feed comes in batches: use an array, a list or IReadOnlyList of documents, or string, not {type}");
        }
        var documents = json.Options.GetTypeInfo(type);
        return page => page.Documents(documents);
    }
}
