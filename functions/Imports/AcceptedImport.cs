using Microsoft.AspNetCore.Http;
using Serverless.Functions.Http;
using Serverless.Workflows.Imports;

namespace Serverless.Functions.Imports;

/// <summary>202: the import as it began, and where to follow it.</summary>
internal sealed class AcceptedImport(ImportView import, bool replayed) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = StatusCodes.Status202Accepted;
        response.Headers.Location = $"{httpContext.Request.Path.Value!.TrimEnd('/')}/{import.Id}";
        if (replayed)
        {
            response.Headers["Idempotent-Replayed"] = "true";
        }
        return response.WriteJson(import, HttpJson.Default.ImportView);
    }
}
