using System.Text.Json;
using Serverless.Embedded.Cosmos.Resources;

namespace Serverless.Embedded.Cosmos.Documents;

/// <summary>Collects the values of composite indexes while a document is read.</summary>
internal sealed class SortedValues(IReadOnlyList<CompositeIndex> indexes)
{
    private readonly Action<SortKey>?[][] _values = [.. indexes.Select(index => new Action<SortKey>?[index.Paths.Count])];

    /// <summary>One per index; null where a value is missing, or is an array or an object, which have no order.</summary>
    public byte[]?[] Keys => [.. _values.Select(values =>
    {
        if (values.Contains(null))
        {
            return null;
        }
        var key = new SortKey();
        foreach (var add in values)
        {
            add!(key);
        }
        return key.ToArray();
    })];

    /// <summary>Looks at the property that the reader stands on.</summary>
    public void Read(ref Utf8JsonReader reader)
    {
        foreach (var index in indexes)
        {
            for (var i = 0; i < index.Paths.Count; i++)
            {
                if (index.Paths[i].BeginsAt(in reader))
                {
                    var look = reader;
                    _values[index.Number][i] = index.Paths[i].Follow(ref look) ? Value(ref look, index.Descending[i]) : null;
                }
            }
        }
    }

    private static Action<SortKey>? Value(ref Utf8JsonReader reader, bool descending)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                var text = reader.GetString()!;
                return key => key.Add(text, descending);
            case JsonTokenType.Number:
                var number = reader.GetDouble();
                return key => key.Add(number, descending);
            case JsonTokenType.True or JsonTokenType.False:
                var flag = reader.GetBoolean();
                return key => key.Add(flag, descending);
            case JsonTokenType.Null:
                return key => key.AddNull(descending);
            default:
                return null;
        }
    }
}
