using System.Security.Cryptography;
using System.Text;

namespace Serverless.Workflows;

/// <summary>What a cursor remembers of the filter that it belongs to.</summary>
internal static class FilterPrint
{
    /// <summary>Eight characters that differ, nearly always, when a field differs; empty when all of them are null.</summary>
    public static string Of(params ReadOnlySpan<object?> fields)
    {
        var text = new StringBuilder();
        var given = false;
        foreach (var field in fields)
        {
            given |= field is not null;
            text.Append(field is DateTimeOffset at ? at.UtcTicks : field).Append('\n');
        }

        return given ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 4)) : "";
    }
}
