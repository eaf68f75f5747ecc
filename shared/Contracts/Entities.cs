namespace Serverless.Contracts;

/// <summary>The queues and topics of the bus, and the storage queues. <c>infra/resources.json</c> declares them under the same names.</summary>
public static class Entities
{
    /// <summary>Queue: what orders ask of payments.</summary>
    public const string PaymentCommands = "payment-commands";

    /// <summary>Queue: what the payment provider tells on its own.</summary>
    public const string ProviderEvents = "provider-events";

    /// <summary>Topic: what payments report.</summary>
    public const string PaymentEvents = "payment-events";

    /// <summary>The orders' subscription of <see cref="PaymentEvents"/>.</summary>
    public const string OrdersSubscription = "orders";

    /// <summary>What is put behind the name of a queue or subscription to name its dead letters.</summary>
    public const string DeadLetters = "/$DeadLetterQueue";

    /// <summary>Topic: what orders report to the rest of the company.</summary>
    public const string OrderEvents = "order-events";

    /// <summary>Storage queue: chunks of imports.</summary>
    public const string Imports = "imports";

    /// <summary>What is put behind the name of a storage queue to name the queue of what keeps failing.</summary>
    public const string Poison = "-poison";
}
