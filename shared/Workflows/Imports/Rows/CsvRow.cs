using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Serverless.Workflows.Imports.Rows;

/// <summary>
/// Splits a line of CSV (RFC 4180). A row is a line: no valid field holds a line break, and a quote that is never closed then spoils its
/// own row and not the rest of the file.
/// </summary>
internal static class CsvRow
{
    public static readonly string[] Columns = ["customerId", "reference", "sku", "quantity", "paymentMethod"];

    // More is no row of ours, however long the line.
    private const int MostFields = 16;

    /// <summary>The fields, or false when the quotes are wrong or there are far too many fields.</summary>
    public static bool TrySplit(ReadOnlySpan<byte> line, [NotNullWhen(true)] out List<string>? fields)
    {
        fields = new List<string>(Columns.Length);
        var text = Encoding.UTF8.GetString(line).AsSpan();
        while (fields.Count < MostFields)
        {
            if (!TryTake(ref text, out var field))
                break;
            fields.Add(field);
            if (text.IsEmpty)
                return true;
            text = text[1..]; // the comma
        }

        fields = null;
        return false;
    }

    private static bool TryTake(ref ReadOnlySpan<char> text, out string field)
    {
        if (!text.StartsWith('"'))
        {
            var end = text.IndexOf(',') is >= 0 and var comma ? comma : text.Length;
            field = text[..end].ToString();
            text = text[end..];
            return !field.Contains('"', StringComparison.Ordinal);
        }

        var unquoted = new StringBuilder();
        text = text[1..];
        while (text.IndexOf('"') is >= 0 and var quote)
        {
            unquoted.Append(text[..quote]);
            text = text[(quote + 1)..];
            if (!text.StartsWith('"'))
            {
                field = unquoted.ToString();
                return text.IsEmpty || text[0] == ',';
            }

            unquoted.Append('"');
            text = text[1..];
        }

        field = "";
        return false;
    }
}
