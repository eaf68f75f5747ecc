namespace Serverless.Chaos;

/// <summary>An order that was accepted, and what was promised about it since.</summary>
internal sealed class Promise(string customer, string order, Story story)
{
    private long _refunded;

    public string Customer => customer;

    public string Order => order;

    public Story Story => story;

    /// <summary>Whether a cancel was accepted.</summary>
    public bool Cancelled { get; set; }

    /// <summary>How much of it was accepted to be captured, in minor units; null when all is captured without asking.</summary>
    public long? Captured { get; set; }

    /// <summary>The sum of the refunds that were accepted, in minor units.</summary>
    public long Refunded => Interlocked.Read(ref _refunded);

    public void AddRefund(long amount) => Interlocked.Add(ref _refunded, amount);
}
