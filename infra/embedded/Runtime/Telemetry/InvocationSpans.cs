using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Embedded.Host;
using Serverless.Embedded.Host.Http;
using Serverless.Embedded.Triggers.ServiceBus;
using Span = System.Diagnostics.Activity;

namespace Serverless.Embedded.Telemetry;

/// <summary>
/// One span for each invocation: that of a server, a consumer of messages, or what else began it. Names and attributes are those of the
/// OpenTelemetry semantic conventions, but for the path of a request, which is whatever a client wrote: its route stands for it.
/// </summary>
internal static class InvocationSpans
{
    public const string SourceName = "Microsoft.Azure.Functions.Worker";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Null when nobody listens.</summary>
    public static Span? Begin(HttpFunction function, HttpContext http)
    {
        if (!Source.HasListeners())
        {
            return null;
        }
        var method = http.Request.Method;
        var route = "/" + function.Route;
        var span = Begin($"{method} {route}", ActivityKind.Server, http.Request.Headers.TraceParent, function.Plan.Function, "http");
        return span?
            .SetTag("http.request.method", method)
            .SetTag("http.route", route)
            .SetTag("url.scheme", http.Request.Scheme)
            .SetTag("server.address", http.Request.Host.Host)
            .SetTag("server.port", http.Request.Host.Port);
    }

    /// <summary>Null when nobody listens.</summary>
    public static Span? Begin(FunctionDescriptor function, Invocation invocation) => !Source.HasListeners() ? null : function.Trigger switch
    {
        ServiceBusTriggerAttribute trigger => Begin(function, trigger, invocation),
        QueueTriggerAttribute trigger => Begin($"process {trigger.QueueName}", ActivityKind.Consumer, null, function, "pubsub")?
            .SetTag("messaging.system", "azure_queues")
            .SetTag("messaging.operation.type", "process")
            .SetTag("messaging.destination.name", trigger.QueueName),
        CosmosDBTriggerAttribute => Begin(function.Name, ActivityKind.Internal, null, function, "datasource"),
        _ => Begin(function.Name, ActivityKind.Internal, null, function, "timer"),
    };

    /// <summary>Notes how a request was answered.</summary>
    public static void Answered(this Span span, int status)
    {
        span.SetTag("http.response.status_code", status);
        if (status >= 500)
        {
            span.SetTag("error.type", $"{status}").SetStatus(ActivityStatusCode.Error);
        }
    }

    /// <summary>Notes what the function threw, by its type: its message may say more than a trace should.</summary>
    public static void Failed(this Span span, Exception failure) =>
        span.SetTag("error.type", failure.GetType().FullName).SetStatus(ActivityStatusCode.Error);

    private static Span? Begin(FunctionDescriptor function, ServiceBusTriggerAttribute trigger, Invocation invocation)
    {
        var destination = trigger.QueueName ?? trigger.TopicName;
        var span = Begin($"process {destination}", ActivityKind.Consumer, invocation.TraceParent, function, "pubsub")?
            .SetTag("messaging.system", "servicebus")
            .SetTag("messaging.operation.type", "process")
            .SetTag("messaging.destination.name", destination);
        if (trigger.SubscriptionName is { } subscription)
        {
            span?.SetTag("messaging.destination.subscription.name", subscription);
        }
        if (invocation.BindingData is MessageMetadata message && message.TryGetValue("MessageId", out var id))
        {
            span?.SetTag("messaging.message.id", id);
        }
        return span;
    }

    // The span begins a trace unless it was sent one: whatever happens to be current belongs to who started the source.
    private static Span? Begin(string name, ActivityKind kind, string? parent, FunctionDescriptor function, string trigger)
    {
        Span.Current = null;
        ActivityContext.TryParse(parent, null, isRemote: true, out var sender);
        return Source.StartActivity(name, kind, sender)?.SetTag("faas.name", function.Name).SetTag("faas.trigger", trigger);
    }
}
