using System.Globalization;

namespace Serverless.Benchmarks;

/// <summary>What was measured, beside the baseline of the same run and the figure to beat.</summary>
internal sealed class Table
{
    private readonly List<string[]> _rows = [["", "measured", "baseline", "ratio", "to beat", ""]];

    /// <summary>A headline over the rows that follow.</summary>
    public void Section(string title) => Print([title, "", "", "", "", ""]);

    /// <summary>A figure that stands for itself.</summary>
    /// <param name="what">What was measured.</param>
    /// <param name="value">How much.</param>
    /// <param name="unit">Of what.</param>
    /// <param name="atMost">It should not be more; null when nothing is asked.</param>
    /// <param name="atLeast">It should not be less; null when nothing is asked.</param>
    public void Figure(string what, double value, string unit, double? atMost = null, double? atLeast = null) => Print([
        "  " + what, Text(value, unit), "", "",
        atMost is { } most ? $"≤ {Text(most, unit)}" : atLeast is { } least ? $"≥ {Text(least, unit)}" : "",
        Verdict(atMost is null && atLeast is null ? null : !(value > atMost) && !(value < atLeast))]);

    /// <summary>A figure that counts as a share of the baseline's.</summary>
    /// <param name="what">What was measured.</param>
    /// <param name="value">How much.</param>
    /// <param name="baseline">How much the baseline did.</param>
    /// <param name="unit">Of what.</param>
    /// <param name="ratioAtLeast">The ratio should not be less; null when nothing is asked.</param>
    public void Compared(string what, double value, double baseline, string unit, double? ratioAtLeast = null)
    {
        var ratio = value / baseline;
        Print([
            "  " + what, Text(value, unit), Text(baseline, unit), ratio.ToString("F3", CultureInfo.InvariantCulture),
            ratioAtLeast is { } least ? string.Create(CultureInfo.InvariantCulture, $"≥ {least:F3}") : "", Verdict(ratioAtLeast is null ? null : ratio >= ratioAtLeast)]);
    }

    /// <summary>Rows are shown as they come, since a full run takes minutes; and all together at the end.</summary>
    public void PrintWhole()
    {
        Console.WriteLine();
        foreach (var row in _rows.ToList())
        {
            Write(row);
        }
    }

    private void Print(string[] row)
    {
        _rows.Add(row);
        Write(row);
    }

    private static void Write(string[] row) =>
        Console.WriteLine($"{row[0],-46}{row[1],14}{row[2],14}{row[3],9}{row[4],14}  {row[5]}".TrimEnd());

    private static string Verdict(bool? met) => met switch { true => "met", false => "MISSED", null => "" };

    private static string Text(double value, string unit) => double.IsNaN(value)
        ? "n/a"
        : value.ToString(value >= 100 ? "N0" : "N2", CultureInfo.InvariantCulture) + (unit.Length == 0 ? "" : " " + unit);
}
