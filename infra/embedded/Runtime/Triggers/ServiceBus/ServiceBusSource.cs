using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Serverless.Embedded.Host;
using Serverless.Embedded.ServiceBus;

namespace Serverless.Embedded.Triggers.ServiceBus;

/// <summary>What one Service Bus trigger receives from, and how its messages reach the parameter: its attribute, checked.</summary>
internal sealed record ServiceBusSource
{
    public required string Namespace { get; init; }
    public required string Path { get; init; }
    public required bool IsBatched { get; init; }
    public required bool AutoComplete { get; init; }
    public required bool WantsActions { get; init; }
    public required Func<IReadOnlyList<ServiceBusReceivedMessage>, object?> Convert { get; init; }

    /// <exception cref="BindingException">The attribute or the parameter asks for something that is missing or unsupported.</exception>
    public static ServiceBusSource Of(FunctionDescriptor function, BindingSettings names, ServiceBusSettings settings, JsonSerializerOptions json)
    {
        var trigger = (ServiceBusTriggerAttribute)function.Trigger;
        var parameter = function.TriggerParameter.Name!;
        if (trigger.IsSessionsEnabled)
        {
            throw new BindingException(function.Name, parameter, "sessions are not supported by the embedded runtime; set IsSessionsEnabled to false");
        }
        RetryPolicy.Refuse(function);
        return new ServiceBusSource
        {
            Namespace = ServiceBusNames.Namespace(function.Name, parameter, names, trigger.Connection),
            Path = trigger.QueueName is { } queue
                ? Expand(queue)
                : EntityPaths.Subscription(Expand(trigger.TopicName!), Expand(trigger.SubscriptionName!)),
            IsBatched = trigger.IsBatched,
            AutoComplete = IsSet(function, nameof(trigger.AutoCompleteMessages)) ? trigger.AutoCompleteMessages : settings.AutoCompleteMessages,
            WantsActions = function.Method.GetParameters().Any(other => other.ParameterType == typeof(ServiceBusMessageActions)),
            Convert = Conversion(function, trigger.IsBatched, json),
        };

        string Expand(string text) => names.Expand(function.Name, parameter, text);
    }

    /// <exception cref="BindingException">The namespace has no such entity.</exception>
    public IBacklog Open(FunctionDescriptor function)
    {
        try
        {
            return Namespaces.Find(Namespace).Backlog(Path);
        }
        catch (ServiceBusException missing)
        {
            throw new BindingException(function.Name, function.TriggerParameter.Name!, missing.Message);
        }
    }

    private static Func<IReadOnlyList<ServiceBusReceivedMessage>, object?> Conversion(FunctionDescriptor function, bool isBatched, JsonSerializerOptions json)
    {
        var type = function.TriggerParameter.ParameterType;
        var shape = type == typeof(byte[]) ? null : CollectionShape.Of(type);
        if (!isBatched)
        {
            if (shape?.Element == typeof(ServiceBusReceivedMessage))
            {
                throw new BindingException(function.Name, function.TriggerParameter.Name!, $"{type} needs IsBatched = true");
            }
            var convertOne = One(function, type, json);
            return messages => convertOne(messages[0]);
        }
        if (shape is null)
        {
            throw new BindingException(function.Name, function.TriggerParameter.Name!, $"IsBatched needs an array or a list, not {type}");
        }
        var convert = One(function, shape.Element, json);
        return messages => shape.Fill(messages, convert);
    }

    private static Func<ServiceBusReceivedMessage, object?> One(FunctionDescriptor function, Type type, JsonSerializerOptions json)
    {
        if (type == typeof(ServiceBusReceivedMessage))
        {
            return message => message;
        }
        var convert = BodyType.Conversion(type, function.Name, function.TriggerParameter.Name!, json);
        return message => convert(message.Body);
    }

    // The attribute's default is true, so only what is written at the parameter tells it from a choice.
    private static bool IsSet(FunctionDescriptor function, string name) => function.TriggerParameter.GetCustomAttributesData()
        .Any(attribute => attribute.AttributeType == typeof(ServiceBusTriggerAttribute) && attribute.NamedArguments.Any(argument => argument.MemberName == name));
}
