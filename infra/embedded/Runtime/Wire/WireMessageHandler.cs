using System.Net;

namespace Serverless.Embedded.Wire;

/// <summary>Serves an <see cref="IWireService"/> to an <see cref="HttpClient"/> in the same process, without a socket.</summary>
internal sealed class WireMessageHandler(IWireService service) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await service.Answer(WireRequest.From(request), cancellationToken);
        if (ReferenceEquals(answer, WireResponse.Lost))
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection was closed before the answer came.");
        }
        var response = new HttpResponseMessage((HttpStatusCode)answer.Status)
        {
            RequestMessage = request,
            Content = new ReadOnlyMemoryContent(answer.Body),
        };
        if (answer.ContentType is { } type)
        {
            response.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }
        return response;
    }
}
