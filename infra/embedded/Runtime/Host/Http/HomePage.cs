using Microsoft.AspNetCore.Http;

namespace Serverless.Embedded.Host.Http;

/// <summary>What <c>/</c> answers, so that a browser shows that the host is up.</summary>
internal static class HomePage
{
    private const string Html = """
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><title>Functions host</title></head>
        <body><h1>Your function app is up and running</h1><p>The functions are listed at <a href="/admin/functions">/admin/functions</a>.</p></body>
        </html>
        """;

    public static Task Answer(HttpContext http)
    {
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync(Html);
    }
}
