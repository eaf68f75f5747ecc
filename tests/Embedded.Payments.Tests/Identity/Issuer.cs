using Serverless.Embedded.Identity;
using Serverless.Embedded.Storage;
using Serverless.Embedded.Wire;

namespace Serverless.Embedded.Payments.Tests;

/// <summary>An issuer with a key of its own. Making the key takes a while, so the tests of a class share one.</summary>
public sealed class Issuer : IAsyncDisposable
{
    private readonly IdentityProvider _service;

    public Issuer()
    {
        _service = new IdentityProvider(Database, new IdentityOptions(), Clock);
        Http = Client(_service);
    }

    internal TimerClock Clock { get; } = new();
    internal Database Database { get; } = Database.InMemory();
    internal HttpClient Http { get; }

    internal static HttpClient Client(IdentityProvider service) => new(new WireMessageHandler(service)) { BaseAddress = new("http://identity.test") };

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _service.DisposeAsync();
        await Database.DisposeAsync();
    }
}
