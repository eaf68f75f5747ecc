#nullable disable

namespace Azure.Messaging.ServiceBus;

public class ServiceBusException : Exception
{
    public ServiceBusException()
    {
    }

    public ServiceBusException(string message, ServiceBusFailureReason reason, string entityPath = default, Exception innerException = default)
        : this(IsTransientReason(reason), message, entityPath, reason, innerException)
    {
    }

    public ServiceBusException(
        bool isTransient,
        string message,
        string entityName = default,
        ServiceBusFailureReason reason = ServiceBusFailureReason.GeneralError,
        Exception innerException = default)
        : base(message, innerException)
    {
        IsTransient = isTransient;
        EntityPath = entityName;
        Reason = reason;
    }

    public string EntityPath { get; }

    public bool IsTransient { get; }

    public ServiceBusFailureReason Reason { get; }

    public override string Message => $"{base.Message} ({Reason})";

    private static bool IsTransientReason(ServiceBusFailureReason reason) => reason is
        ServiceBusFailureReason.ServiceBusy or ServiceBusFailureReason.ServiceTimeout or ServiceBusFailureReason.ServiceCommunicationProblem;
}
