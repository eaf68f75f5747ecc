using System.Text;

namespace Serverless.Benchmarks.Load;

/// <summary>What became of the orders of one run. Not thread-safe: the generator runs on one thread.</summary>
internal sealed class Placed(DateTimeOffset start)
{
    private readonly List<long> _latencies = [];

    /// <summary>When the measurement began.</summary>
    public DateTimeOffset Start => start;

    public double Seconds { get; set; }

    public List<PlacedOrder> Orders { get; } = [];

    /// <summary>Answers other than <c>202</c>, by what they said.</summary>
    public Dictionary<string, int> Refused { get; } = [];

    public Latencies Latencies => Latencies.Of(_latencies);

    /// <param name="customer">Whose order it is.</param>
    /// <param name="answer">What the server said.</param>
    /// <param name="sent">Stopwatch ticks from the start of the measurement.</param>
    /// <param name="took">Stopwatch ticks until the answer.</param>
    public void Add(int customer, HttpAnswer answer, long sent, long took)
    {
        if (answer.Status != 202)
        {
            var said = $"{answer.Status} {answer.BodyText}";
            Refused[said] = Refused.GetValueOrDefault(said) + 1;
            return;
        }
        _latencies.Add(took);
        Orders.Add(new(customer, Encoding.ASCII.GetString(HttpAnswer.Header(answer.Head.Span, "location"u8)), sent));
    }
}

/// <summary>An order that was answered <c>202</c>; <paramref name="Sent"/> in stopwatch ticks from the start of its run.</summary>
internal readonly record struct PlacedOrder(int Customer, string Location, long Sent);
