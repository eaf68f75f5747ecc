using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Embedded.Host.Tests.Functions;

namespace Serverless.Embedded.Host.Tests;

public class TakesEvent(Notes notes)
{
    [Function(nameof(TakesEvent))]
    public void Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "event")] HttpRequest http) =>
        notes.All.Add(http.Headers["Stripe-Signature"].ToString().StartsWith("t=", StringComparison.Ordinal) ? "an event, signed" : "something else");
}
