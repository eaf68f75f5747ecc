using Serverless.Embedded.Host.Sharing;
using Serverless.Embedded.Wire;

namespace Serverless.Embedded.Host.Tests.Sharing;

public class When_a_service_is_asked_early
{
    [Fact]
    public async Task The_answer_comes_once_it_is_open()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://cosmos.embedded/");
        var service = new SharedService("cosmos");
        var answer = service.Answer(WireRequest.From(request), TestContext.Current.CancellationToken);
        Assert.False(answer.IsCompleted);

        service.IsHere(new Fixed());

        Assert.Equal(204, (await answer).Status);
    }

    private sealed class Fixed : IWireService
    {
        public Task<WireResponse> Answer(WireRequest request, CancellationToken stop) => Task.FromResult(new WireResponse(204));
    }
}
