using System.Runtime.CompilerServices;

namespace Serverless.Simulation.Engine;

/// <summary>What happened, line by line, when somebody wants to read it. Otherwise a line costs nothing.</summary>
internal sealed class Trace(Timeline time, bool isOn)
{
    private readonly Dictionary<string, string> names = [];
    private readonly List<string> lines = [];

    public bool IsOn => isOn;

    public IReadOnlyList<string> Lines => lines;

    /// <summary>Gives an order a name that people can read.</summary>
    public void Name(string order, string name) => names.TryAdd(order, name);

    public void Write([InterpolatedStringHandlerArgument("")] ref Line line)
    {
        if (!isOn)
            return;
        lines.Add($"{time.Now - Timeline.Start:d\\.hh\\:mm\\:ss\\.fff}  {Readable(line.ToString())}");
    }

    public string Readable(string text) =>
        names.Aggregate(text, (text, name) => text.Replace(name.Key, name.Value, StringComparison.Ordinal));

    /// <summary>Formats nothing unless the trace is on.</summary>
    [InterpolatedStringHandler]
    public ref struct Line
    {
        private DefaultInterpolatedStringHandler text;

        public Line(int literals, int holes, Trace trace, out bool isWanted)
        {
            isWanted = trace.IsOn;
            if (isWanted)
                text = new DefaultInterpolatedStringHandler(literals, holes);
        }

        public void AppendLiteral(string literal) => text.AppendLiteral(literal);

        public void AppendFormatted<T>(T value) => text.AppendFormatted(value);

        public void AppendFormatted<T>(T value, string format) => text.AppendFormatted(value, format);

        public override string ToString() => text.ToStringAndClear();
    }
}
