using System.Collections.Frozen;
using System.Collections.Specialized;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Serverless.Embedded.Payments;

/// <summary>
/// The parameters of one request. Reading marks a parameter as known; the first fault is remembered, so that an endpoint
/// reads all it wants and then asks once for <see cref="Error"/>.
/// </summary>
internal sealed class Parameters
{
    /// <summary>What Stripe takes and this simulator does not: refused by name, never ignored.</summary>
    private static readonly FrozenSet<string> NotSimulated = FrozenSet.Create(StringComparer.Ordinal,
        "customer", "confirmation_method", "setup_future_usage", "shipping", "mandate", "mandate_data", "application_fee_amount", "transfer_data",
        "transfer_group", "on_behalf_of", "payment_method_data", "payment_method_options", "payment_method_configuration", "radar_options",
        "error_on_requires_action", "use_stripe_sdk", "statement_descriptor", "statement_descriptor_suffix", "receipt_email", "confirmation_token",
        "final_capture", "reverse_transfer", "refund_application_fee", "instructions_email", "origin", "amount_details", "payment_details", "ending_before");

    private readonly List<KeyValuePair<string, string>> _all;
    private readonly bool[] _known;
    private ApiError? _error;

    private Parameters(List<KeyValuePair<string, string>> all)
    {
        _all = all;
        _known = new bool[all.Count];
    }

    public static Parameters None { get; } = new([]);

    public static Parameters Form(ReadOnlySpan<byte> body)
    {
        var all = new List<KeyValuePair<string, string>>();
        foreach (var range in body.Split((byte)'&'))
        {
            var pair = body[range];
            if (pair.IsEmpty)
            {
                continue;
            }
            var equals = pair.IndexOf((byte)'=');
            all.Add(equals < 0 ? new(Decode(pair), "") : new(Decode(pair[..equals]), Decode(pair[(equals + 1)..])));
        }
        return new Parameters(all);
    }

    public static Parameters Query(NameValueCollection query)
    {
        var all = new List<KeyValuePair<string, string>>();
        foreach (var name in query.AllKeys)
        {
            foreach (var value in query.GetValues(name) ?? [])
            {
                all.Add(new(name ?? value, name is null ? "" : value));
            }
        }
        return new Parameters(all);
    }

    /// <summary>What is wrong with the parameters, asked for when all have been read: the rest are unknown.</summary>
    public ApiError? Error()
    {
        if (_error is null && Array.IndexOf(_known, false) is >= 0 and var unknown)
        {
            _error = Unknown(_all[unknown].Key);
        }
        return _error;
    }

    public void Fail(ApiError error) => _error ??= error;

    /// <summary>The value; null when absent. An empty one is an error.</summary>
    public string? Text(string name, int longest = 500)
    {
        string? text = null;
        for (var i = 0; i < _all.Count; i++)
        {
            if (_all[i].Key == name)
            {
                _known[i] = true;
                text = _all[i].Value;
            }
        }
        switch (text?.Length)
        {
            case 0:
                Fail(ApiError.Invalid($"'{name}' is empty.", "parameter_invalid_empty", name));
                break;
            case var length when length > longest:
                Fail(ApiError.Invalid($"'{name}' is longer than {longest} characters.", "parameter_invalid_string_too_long", name));
                break;
        }
        return text;
    }

    public string Required(string name)
    {
        var text = Text(name);
        if (text is null)
        {
            Fail(ApiError.Invalid($"'{name}' is required.", "parameter_missing", name));
        }
        return text ?? "";
    }

    public long? Integer(string name, long least, long most)
    {
        if (Text(name) is not { Length: > 0 } text)
        {
            return null;
        }
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) || value < least)
        {
            Fail(ApiError.Invalid($"'{name}' must be a whole number of at least {least}, not '{text}'.", "parameter_invalid_integer", name));
        }
        else if (value > most)
        {
            Fail(ApiError.Invalid($"'{name}' must be at most {most}.", name.StartsWith("amount", StringComparison.Ordinal) ? "amount_too_large" : "parameter_invalid_integer", name));
        }
        return value;
    }

    public bool? Flag(string name) => Choice(name, "true", "false") switch { null => null, var text => text == "true" };

    public string? Choice(string name, params ReadOnlySpan<string> choices)
    {
        var text = Text(name);
        if (text is not null && !choices.Contains(text))
        {
            Fail(ApiError.Invalid($"'{name}' must be one of {string.Join(", ", choices.ToArray())}, not '{text}'.", param: name));
        }
        return text;
    }

    /// <summary>The entries <c>name[]</c> or <c>name[0]</c>; null when there are none.</summary>
    public List<string>? Entries(string name) => Nested(name)?.Select(entry => entry.Value).ToList();

    /// <summary>The entries <c>name[key]</c>; null when there are none. Those with an empty value are left out.</summary>
    public Dictionary<string, string>? Map(string name, int most = 50, int longestKey = 40, int longestValue = 500)
    {
        if (Nested(name) is not { } entries)
        {
            return null;
        }
        var map = new Dictionary<string, string>(entries.Count, StringComparer.Ordinal);
        foreach (var (key, value) in entries)
        {
            if (key.Length > longestKey || value.Length > longestValue)
            {
                Fail(ApiError.Invalid($"'{name}' takes keys of {longestKey} and values of {longestValue} characters at most.", param: name));
            }
            if (value.Length > 0)
            {
                map[key] = value;
            }
        }
        if (map.Count > most)
        {
            Fail(ApiError.Invalid($"'{name}' takes at most {most} keys.", param: name));
        }
        return map;
    }

    /// <summary>A hash of the request that does not depend on the order of its parameters.</summary>
    public byte[] Fingerprint(string path)
    {
        var sorted = _all.ToArray();
        Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.Key, b.Key) is not 0 and var order ? order : string.CompareOrdinal(a.Value, b.Value));
        var text = new StringBuilder(path);
        foreach (var (name, value) in sorted)
        {
            text.Append('\n').Append(name.Length).Append(':').Append(name).Append('=').Append(value);
        }
        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private List<KeyValuePair<string, string>>? Nested(string name)
    {
        List<KeyValuePair<string, string>>? found = null;
        for (var i = 0; i < _all.Count; i++)
        {
            var (key, value) = _all[i];
            if (key.Length > name.Length + 1 && key[name.Length] == '[' && key[^1] == ']' && key.StartsWith(name, StringComparison.Ordinal))
            {
                _known[i] = true;
                (found ??= []).Add(new(key[(name.Length + 1)..^1], value));
            }
        }
        return found;
    }

    private static ApiError Unknown(string name)
    {
        var root = name.AsSpan(0, name.IndexOf('[', StringComparison.Ordinal) is >= 0 and var bracket ? bracket : name.Length).ToString();
        return NotSimulated.Contains(root)
            ? ApiError.NotSimulated($"The parameter '{root}'", name)
            : ApiError.Invalid($"The parameter '{name}' is unknown.", "parameter_unknown", name);
    }

    private static string Decode(ReadOnlySpan<byte> text) =>
        text.ContainsAny((byte)'%', (byte)'+') ? WebUtility.UrlDecode(Encoding.UTF8.GetString(text)) : Encoding.UTF8.GetString(text);
}
