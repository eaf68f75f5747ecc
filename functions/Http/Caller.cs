using Microsoft.AspNetCore.Http;
using Serverless.Domain;
using Serverless.Workflows;

namespace Serverless.Functions.Http;

/// <summary>Who sent the request, as the <see cref="Guard"/> found it in the token.</summary>
internal static class Caller
{
    /// <summary>Who asks, and for whom. Only a public function has nobody.</summary>
    public static Actor Actor(this HttpRequest request) =>
        request.HttpContext.Features.Get<Actor>() ?? throw new InvalidOperationException("A public function has no caller.");

    /// <summary>The customer whose token came with the request.</summary>
    public static CustomerId Customer(this HttpRequest request) => request.Actor().Id;
}
