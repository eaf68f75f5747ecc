namespace Serverless.Workflows.DeadLetters;

/// <summary>Where dead letters are kept. Outages throw.</summary>
public interface IDeadLetters
{
    /// <summary>Reads one: a point read.</summary>
    Task<Stored<DeadLetter>?> Find(DeadLetterId id, CancellationToken stop);

    /// <summary>
    /// Writes one. <paramref name="expected"/> is the version that was read, or null for one that must not exist yet. False when
    /// somebody else wrote first: then nothing was written.
    /// </summary>
    Task<bool> Save(DeadLetter letter, StoreVersion? expected, CancellationToken stop);

    /// <summary>
    /// Those that match, by their last death, newest first (<see cref="DeadLetterPosition"/>, descending): at most
    /// <paramref name="count"/> that come after <paramref name="after"/>.
    /// </summary>
    Task<IReadOnlyList<DeadLetter>> List(DeadLetterFilter filter, int count, DeadLetterPosition? after, CancellationToken stop);
}
