using System.Net.Http.Headers;
using System.Text;

namespace Serverless.Client.Tests.Tour;

/// <summary>A request that a curl command sends: the options that the README uses, and no others.</summary>
internal sealed record Curl(string Method, string Address, IReadOnlyList<(string Name, string Value)> Headers, string? Body, string? Upload)
{
    /// <summary>Reads the words of a command.</summary>
    /// <exception cref="FormatException">It has an option that is not known here.</exception>
    public static Curl Parse(IReadOnlyList<string> words)
    {
        if (words is not ["curl", ..])
        {
            throw new FormatException($"'{words[0]}' is not curl.");
        }
        string? method = null, address = null, body = null, upload = null;
        var headers = new List<(string, string)>();
        for (var at = 1; at < words.Count; at++)
        {
            switch (words[at])
            {
                case "-s" or "-i" or "-si" or "-f" or "-sf":
                    break;
                case "-X":
                    method = words[++at];
                    break;
                case "-H":
                    var header = words[++at].Split(": ", 2);
                    headers.Add((header[0], header[1]));
                    break;
                case "-d":
                    body = words[++at];
                    break;
                case "--data-binary" when words[at + 1].StartsWith('@'):
                    upload = words[++at][1..];
                    break;
                case ['-', ..] option:
                    throw new FormatException($"The option {option} is not known here.");
                case var word:
                    address = address is null ? word : throw new FormatException($"Two addresses: {address} and {word}.");
                    break;
            }
        }
        return new(
            method ?? (body is null && upload is null ? "GET" : "POST"), address ?? throw new FormatException("There is no address."), headers, body, upload);
    }

    /// <summary>The path without the query, and with <c>&lt;id&gt;</c> for what the reader fills in.</summary>
    public string Path => "/" + Address.Split('?')[0].Split('/', 2)[1];

    /// <summary>The method and the path: which step of a tour it is.</summary>
    public string Step => $"{Method} {Path}";

    /// <summary>The request itself, to a host that listens elsewhere.</summary>
    public HttpRequestMessage ToRequest(Uri host, string id, Func<string, string> file)
    {
        var request = new HttpRequestMessage(new(Method), new Uri(host, Address.Split('/', 2)[1].Replace("<id>", id, StringComparison.Ordinal)));
        if ((Body ?? (Upload is null ? null : file(Upload))) is { } content)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(content));
            request.Content.Headers.ContentType = new("application/x-www-form-urlencoded"); // As curl does when nothing is said.
        }
        foreach (var (name, value) in Headers)
        {
            if (name == "Content-Type")
            {
                request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            }
            else
            {
                request.Headers.Add(name, value);
            }
        }
        return request;
    }
}
