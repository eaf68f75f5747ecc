using System.Text;
using System.Text.Json;
using Serverless.Embedded.Storage;
using Serverless.Embedded.Wire;

namespace Serverless.Embedded.Identity;

/// <summary>
/// An OpenID Connect issuer for local use: discovery, keys, and a token for whoever asks, without a password.
/// It can be served under several addresses at once; the issuer's name stays the same.
/// </summary>
internal sealed class IdentityProvider : IWireService, IAsyncDisposable
{
    private readonly IdentityOptions _options;
    private readonly TimeProvider _clock;
    private readonly Task<SigningKey> _key;

    /// <summary>Begins to make the key, which takes a while, and does not wait for it.</summary>
    public IdentityProvider(Database database, IdentityOptions options, TimeProvider clock)
    {
        _options = options;
        _clock = clock;
        _key = Task.Run(() => SigningKey.Open(database));
    }

    public async Task<WireResponse> Answer(WireRequest request, CancellationToken stop)
    {
        if (request.Method != "GET")
        {
            return Text(405, "Only GET is answered here.").With("Allow", "GET");
        }
        return request.Path.TrimEnd('/') switch
        {
            "" => TokenPage.Show(_options),
            "/.well-known/openid-configuration" => Json(Discovery(request.BaseAddress)),
            "/keys" => Json(Keys(await _key.WaitAsync(stop))),
            "/token" => await NewToken(request, stop),
            var path => Text(404, $"There is nothing at {path}; there are: /, /token, /keys, /.well-known/openid-configuration."),
        };
    }

    public async ValueTask DisposeAsync()
    {
        await ((Task)_key).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_key.IsCompletedSuccessfully)
        {
            (await _key).Dispose();
        }
    }

    private async Task<WireResponse> NewToken(WireRequest request, CancellationToken stop)
    {
        var (wanted, problem) = TokenRequest.Read(request.Query, _options);
        var asJson = request.Header("Accept")?.Contains("application/json", StringComparison.OrdinalIgnoreCase) is true;
        if (wanted is null)
        {
            return asJson ? Json(new Dictionary<string, object> { ["error"] = "invalid_request", ["error_description"] = problem! }, 400) : Text(400, problem!);
        }
        var token = Token.Sign(wanted, _options.Issuer, await _key.WaitAsync(stop), _clock.GetUtcNow());
        return (asJson
            ? Json(new Dictionary<string, object> { ["access_token"] = token, ["token_type"] = "Bearer", ["expires_in"] = (int)wanted.Lifetime.TotalSeconds })
            : Text(200, token)).With("Cache-Control", "no-store");
    }

    private Dictionary<string, object> Discovery(string address) => new()
    {
        ["issuer"] = _options.Issuer,
        ["jwks_uri"] = address + "/keys",
        ["token_endpoint"] = address + "/token",
        ["response_types_supported"] = new[] { "token" },
        ["subject_types_supported"] = new[] { "public" },
        ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
        ["claims_supported"] = new[] { "iss", "aud", "sub", "iat", "nbf", "exp", "jti", "roles" },
    };

    private static Dictionary<string, object> Keys(SigningKey key) => new()
    {
        ["keys"] = new[]
        {
            new Dictionary<string, string>
            {
                ["kty"] = "RSA",
                ["use"] = "sig",
                ["alg"] = "RS256",
                ["kid"] = key.Id,
                ["n"] = key.Modulus,
                ["e"] = key.Exponent,
            },
        },
    };

    private static WireResponse Json(Dictionary<string, object> content, int status = 200) =>
        new(status, JsonSerializer.SerializeToUtf8Bytes(content), "application/json");

    private static WireResponse Text(int status, string text) => new(status, Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8");
}
