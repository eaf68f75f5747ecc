using Microsoft.AspNetCore.Http;
using Serverless.Domain;
using Serverless.Workflows;

namespace Serverless.Functions.Http;

/// <summary>Who sent the request, as the <see cref="Guard"/> found it in the token.</summary>
internal sealed record Caller(CustomerId Customer, bool IsOperator);

internal static class CallerOfRequest
{
    /// <summary>Whose token came with the request. Only a public function has none.</summary>
    public static Caller Caller(this HttpRequest request) =>
        request.HttpContext.Features.Get<Caller>() ?? throw new InvalidOperationException("A public function has no caller.");

    /// <summary>Who asks, and for whom.</summary>
    public static Actor Actor(this HttpRequest request)
    {
        var caller = request.Caller();
        return new(caller.Customer, caller.IsOperator);
    }

    /// <summary>The customer whose token came with the request.</summary>
    public static CustomerId Customer(this HttpRequest request) => request.Caller().Customer;
}
