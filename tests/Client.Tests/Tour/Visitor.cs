using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Serverless.Client.Tests.Tour;

/// <summary>Somebody who types what the README says, and fills in what it leaves open.</summary>
internal sealed class Visitor(App app) : IDisposable
{
    private static readonly Regex Assignment = new(@"^([A-Z]+)=\$\((.*)\)$");
    private readonly HttpClient _http = new();
    private readonly Dictionary<string, string> _variables = [];

    /// <summary>What stands for <c>&lt;id&gt;</c>.</summary>
    public string Id { get; set; } = "";

    /// <summary>The content of a file that a command uploads, by its name.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>What the command would send.</summary>
    public Curl Read(string command) => Curl.Parse(ShellLine.Words(Assignment.Match(command) is { Success: true } set ? Inner(set) : command, _variables));

    /// <summary>Types a command. What it assigns is remembered.</summary>
    public async Task<Answer> Type(string command)
    {
        var answer = await Send(Read(command));
        if (Assignment.Match(command) is { Success: true } set)
        {
            _variables[set.Groups[1].Value] = answer.Text.Trim();
        }
        return answer;
    }

    public async Task<Answer> Send(Curl curl)
    {
        using var request = curl.ToRequest(app.Address, Id, name => Files[name]);
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return new Answer(response, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public void Dispose() => _http.Dispose();

    // A shell lets quotes stand inside $( ) as they are.
    private static string Inner(Match set) => set.Groups[2].Value;
}

internal sealed record Answer(HttpResponseMessage Response, string Text)
{
    public int Status => (int)Response.StatusCode;

    public JsonNode Body => JsonNode.Parse(Text)!;

    public string? Header(string name) =>
        Response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    /// <summary>The status of the answer, and where the order or the dead letter in it stands.</summary>
    public (int Status, string? State) State => (Status, (string?)(Body["state"] ?? Body["status"]));
}
