using System.Diagnostics;
using System.Text;

namespace Serverless.Benchmarks.Load;

/// <summary>What became of the orders of one run.</summary>
/// <param name="start">When the measurement began, as a stopwatch counts.</param>
internal sealed class Placed(long start)
{
    private readonly Lock _adding = new();
    private readonly List<long> _latencies = [];

    public double Seconds { get; set; }

    public double SecondsSoFar => Stopwatch.GetElapsedTime(start).TotalSeconds;

    public List<PlacedOrder> Orders { get; } = [];

    /// <summary>Answers other than <c>202</c>, by what they said.</summary>
    public Dictionary<string, int> Refused { get; } = [];

    public Latencies Latencies => Latencies.Of(_latencies);

    /// <param name="customer">Whose order it is.</param>
    /// <param name="answer">What the server said.</param>
    /// <param name="took">Stopwatch ticks until the answer.</param>
    /// <returns>The order; null when it was refused.</returns>
    public PlacedOrder? Add(int customer, HttpAnswer answer, long took)
    {
        lock (_adding)
        {
            if (answer.Status != 202)
            {
                var said = $"{answer.Status} {answer.BodyText}";
                Refused[said] = Refused.GetValueOrDefault(said) + 1;
                return null;
            }
            var order = new PlacedOrder(customer, Encoding.ASCII.GetString(HttpAnswer.Header(answer.Head.Span, "location"u8)));
            _latencies.Add(took);
            Orders.Add(order);
            return order;
        }
    }
}

/// <summary>An order that was answered <c>202</c>.</summary>
/// <param name="Customer">The index of its customer.</param>
/// <param name="Location">Its path.</param>
internal readonly record struct PlacedOrder(int Customer, string Location);
