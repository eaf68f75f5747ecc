namespace Serverless.Contracts;

/// <summary>A message that crosses the bus. Its <c>Subject</c> is the name of its type.</summary>
public abstract record Message
{
    /// <summary>
    /// The schema that is written today. A message without one is refused; a newer one waits until this code is newer too.
    /// </summary>
    public const int CurrentSchema = 1;

    private protected Message() { }

    /// <summary>The schema of the body.</summary>
    public int Schema { get; init; } = CurrentSchema;
}
