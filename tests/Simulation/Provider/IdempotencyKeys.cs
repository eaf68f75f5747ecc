using Serverless.Simulation.Engine;

namespace Serverless.Simulation.Provider;

/// <summary>Each key is served once, and answered the same, errors of the server included, for 24 hours. Then it is forgotten.</summary>
internal sealed class IdempotencyKeys(Timeline time)
{
    private static readonly TimeSpan Memory = TimeSpan.FromHours(24);

    private readonly Dictionary<string, (string Request, ProviderAnswer Answer, DateTimeOffset At)> kept = [];

    /// <summary>Serves a request. With a fault the work is done or not, and a server error is answered and kept.</summary>
    public ProviderAnswer Serve(string key, string request, Func<ProviderAnswer> work, ServerFault fault)
    {
        if (kept.TryGetValue(key, out var earlier) && time.Now - earlier.At < Memory)
            return earlier.Request == request ? earlier.Answer : new ProviderAnswer.KeyReused();
        if (fault == ServerFault.NotBegun)
            return new ProviderAnswer.ServerError();
        var answer = fault == ServerFault.BeforeWork ? new ProviderAnswer.ServerError() : work();
        if (fault == ServerFault.AfterWork)
            answer = new ProviderAnswer.ServerError();
        kept[key] = (request, answer, time.Now);
        return answer;
    }
}

/// <summary>Whether and when the provider's server fails.</summary>
internal enum ServerFault
{
    None,

    /// <summary>Too busy to begin: nothing is kept for the key.</summary>
    NotBegun,
    BeforeWork,
    AfterWork,
}
