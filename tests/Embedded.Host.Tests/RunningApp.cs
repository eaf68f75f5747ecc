using System.Text;

namespace Serverless.Embedded.Host.Tests;

/// <summary>The sample app, running, with a client: one for all tests of a class.</summary>
public sealed class RunningApp : IAsyncLifetime
{
    public EmbeddedFunctionApp App { get; private set; } = null!;
    public HttpClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        App = await SampleApp.Start(
            ["--Embedded:Keys:master=the-master", "--Embedded:Keys:Keyed=of-keyed", "--Embedded:Keys:default=of-all"]);
        Client = new() { BaseAddress = App.BaseAddress };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
    }

    /// <summary>Sends a request and returns its status and body, as <c>200 body</c>.</summary>
    public async Task<string> Send(
        string method, string path, string? body = null, string? type = "application/json", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new(method), new Uri(path, UriKind.Relative));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }
        using var answer = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}".TrimEnd();
    }

    public Task<string> Get(string path) => Send("GET", path);
}
