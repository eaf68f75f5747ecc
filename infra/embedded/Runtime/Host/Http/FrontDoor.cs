using Microsoft.AspNetCore.Http;

namespace Serverless.Embedded.Host.Http;

/// <summary>Every request comes in here, and goes to the functions, the host's own paths, or nowhere.</summary>
internal sealed class FrontDoor(HttpDispatcher functions, AdminApi admin, bool homepage)
{
    public Task Answer(HttpContext http)
    {
        var path = http.Request.Path;
        if (path == "/" && homepage)
        {
            return HomePage.Answer(http);
        }
        return path.StartsWithSegments("/admin", StringComparison.OrdinalIgnoreCase) ? admin.Answer(http) : functions.Answer(http);
    }
}
