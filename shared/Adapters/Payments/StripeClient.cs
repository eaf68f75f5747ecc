using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;

namespace Serverless.Adapters.Payments;

/// <summary>Speaks the provider's HTTP: form-encoded requests, JSON answers, and every way in which an answer can fail to come.</summary>
internal sealed class StripeClient(IHttpClientFactory clients, ProviderGate gate, IOptions<PaymentProviderOptions> options, TimeProvider clock)
{
    internal const string ClientName = "payment-provider";

    // Pinned: the shape of the answers must not change under us.
    private const string Version = "2025-09-30.clover";

    private readonly AuthenticationHeaderValue _authorization = new("Bearer", options.Value.ApiKey);

    public Task<StripeAnswer<T>> Post<T>(
        string path, string idempotencyKey, IEnumerable<KeyValuePair<string, string>> form, JsonTypeInfo<T> type, CancellationToken stop)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
        return Pass(request, type, stop);
    }

    public Task<StripeAnswer<T>> Get<T>(string path, JsonTypeInfo<T> type, CancellationToken stop) =>
        Pass(new HttpRequestMessage(HttpMethod.Get, path), type, stop);

    private async Task<StripeAnswer<T>> Pass<T>(HttpRequestMessage request, JsonTypeInfo<T> type, CancellationToken stop)
    {
        using var made = request;
        return await gate.Pass(token => Watch(request, type, token), stop);
    }

    private async Task<StripeAnswer<T>> Watch<T>(HttpRequestMessage request, JsonTypeInfo<T> type, CancellationToken stop)
    {
        var call = ProviderCall.Begin(request, options.Value.BaseAddress, clock);
        var answer = await Send(request, type, stop);
        call.End(answer);
        return answer;
    }

    private async Task<StripeAnswer<T>> Send<T>(HttpRequestMessage request, JsonTypeInfo<T> type, CancellationToken stop)
    {
        request.Headers.Authorization = _authorization;
        request.Headers.TryAddWithoutValidation("Stripe-Version", Version);
        try
        {
            using var response = await clients.CreateClient(ClientName).SendAsync(request, stop);
            return Read(response, await response.Content.ReadAsByteArrayAsync(stop), type);
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError is
            HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError)
        {
            return new StripeAnswer<T>.NotSent(failure.Message);
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException or JsonException or OperationCanceledException)
        {
            return new StripeAnswer<T>.Lost(lost.Message);
        }
    }

    private static StripeAnswer<T> Read<T>(HttpResponseMessage response, byte[] body, JsonTypeInfo<T> type)
    {
        var status = (int)response.StatusCode;
        if (status >= 500)
        {
            return new StripeAnswer<T>.ServerError(status);
        }
        if (response.IsSuccessStatusCode)
        {
            return new StripeAnswer<T>.Success(JsonSerializer.Deserialize(body, type) ?? throw new JsonException("The answer is null."));
        }
        // A proxy on the way may answer a 4xx with a page of its own.
        var error = body.AsSpan().TrimStart(" \r\n\t"u8).StartsWith("{"u8)
            ? JsonSerializer.Deserialize(body, StripeJson.Default.StripeErrorBody)?.Error
            : null;
        return new StripeAnswer<T>.Refused(
            status, error ?? new StripeError(null, null, null, $"HTTP {status}", null), response.Headers.RetryAfter?.Delta);
    }
}
