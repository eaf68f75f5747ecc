namespace Serverless.Workflows;

/// <summary>A run over many orders or imports, in which one that cannot be read or decided does not keep the others from their turn.</summary>
internal sealed class Sweep(string what = "orders")
{
    private readonly List<Exception> failures = [];

    /// <summary>How many did something.</summary>
    public int Done { get; private set; }

    /// <summary>Does one. An outage ends the run: the next one would meet it too.</summary>
    public async Task Take(Func<Task<bool>> one, CancellationToken stop)
    {
        try
        {
            if (await one())
                Done++;
        }
        catch (Exception failure) when (failure is not OutageException && !stop.IsCancellationRequested)
        {
            failures.Add(failure);
        }
    }

    /// <summary>Says how many, after all had their turn.</summary>
    /// <exception cref="AggregateException">What kept some of them from theirs.</exception>
    public int End() => failures.Count == 0 ? Done : throw new AggregateException($"{failures.Count} {what} were left out.", failures);
}
