using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Serverless.Workflows;

namespace Serverless.Functions.Http;

/// <summary>One page of a list. Without a next cursor it is the last.</summary>
internal sealed record PageBody<T>(IReadOnlyList<T> Items, string? NextCursor);

internal static class Lists
{
    /// <summary>Which page the query string asks for.</summary>
    public static PageRequest Page(this HttpRequest request) => new(request.QueryValue("pageSize"), request.QueryValue("cursor"));

    public static IResult ToHttp<T>(this Listing<T> listing, JsonTypeInfo<PageBody<T>> type) => listing switch
    {
        Listing<T>.Page page => new PageAnswer<T>(page, type),
        Listing<T>.OperatorsOnly => Problem.OperatorsOnly,
        Listing<T>.Invalid invalid => Problem.OfFields("The query is not valid.", invalid.Errors),
        _ => throw new NotSupportedException(listing.GetType().Name),
    };

    /// <summary>A parameter of the query string, or null. Given twice it is one text, with a comma between.</summary>
    public static string? QueryValue(this HttpRequest request, string name) => request.Query.TryGetValue(name, out var values) ? values.ToString() : null;

    private sealed class PageAnswer<T>(Listing<T>.Page page, JsonTypeInfo<PageBody<T>> type) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            if (page.Next is { } cursor)
            {
                httpContext.Response.Headers.Link = $"<{Next(httpContext.Request, cursor)}>; rel=\"next\""; // RFC 8288
            }
            return FoundContent.Of(new PageBody<T>(page.Items, page.Next), type).ExecuteAsync(httpContext);
        }

        private static string Next(HttpRequest request, string cursor)
        {
            var query = new QueryBuilder(request.Query.Where(parameter => parameter.Key != "cursor")) { { "cursor", cursor } };
            return request.Path + query.ToQueryString();
        }
    }
}
