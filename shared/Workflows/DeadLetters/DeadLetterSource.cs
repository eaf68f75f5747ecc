using Serverless.Contracts;

namespace Serverless.Workflows.DeadLetters;

/// <summary>Where messages can end: a queue, a subscription, or an outbox whose document cannot be sent.</summary>
public sealed record DeadLetterSource
{
    private DeadLetterSource(string name, string? entity) => (Name, Entity) = (name, entity);

    /// <summary>The queue <see cref="Entities.PaymentCommands"/>.</summary>
    public static DeadLetterSource PaymentCommands { get; } = new(Entities.PaymentCommands, Entities.PaymentCommands);

    /// <summary>The orders' subscription of <see cref="Entities.PaymentEvents"/>. A replay goes to the topic, and so to every subscription.</summary>
    public static DeadLetterSource PaymentEvents { get; } = new($"{Entities.PaymentEvents}.{Entities.OrdersSubscription}", Entities.PaymentEvents);

    /// <summary>The queue <see cref="Entities.ProviderEvents"/>.</summary>
    public static DeadLetterSource ProviderEvents { get; } = new(Entities.ProviderEvents, Entities.ProviderEvents);

    /// <summary>The storage queue <see cref="Entities.Imports"/>.</summary>
    public static DeadLetterSource Imports { get; } = new(Entities.Imports, Entities.Imports);

    /// <summary>The outboxes: what was written there and could never be sent. A replay goes where the subject belongs by then.</summary>
    public static DeadLetterSource Outbox { get; } = new("outbox", null);

    /// <summary>The name: letters, digits, '-' and '.'.</summary>
    public string Name { get; }

    private string? Entity { get; }

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DeadLetterSource> All { get; } = [PaymentCommands, PaymentEvents, ProviderEvents, Imports, Outbox];

    /// <summary>The queue or topic that a replay of this subject goes to, or null when there is none.</summary>
    internal string? Destination(string? subject) => Entity ?? Messages.Find(subject)?.Entity;
}
