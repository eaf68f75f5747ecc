using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Http;
using Serverless.Functions.Http.Timeouts;
using Serverless.Workflows.Imports;

namespace Serverless.Functions.Imports;

public sealed class StartImport(ReceivingImports imports)
{
    [OperatorsOnly]
    [RequestTimeout(220_000)] // As long as Azure waits: an upload of 90 MB takes its time.
    [Function(nameof(StartImport))]
    public async Task<StartedImport> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "imports")] HttpRequest http)
    {
        if (!http.TryReadIdempotencyKey(out var key, out var refusal))
        {
            return new(refusal);
        }
        return http.ImportFormat() is not { } format ? new(ImportAnswers.UnknownFormat)
            : http.ContentLength > ImportLimits.MaxBytes ? new(ImportAnswers.TooLarge)
            : (await imports.Receive(http.Customer(), key, format, http.BodyReader, http.Stop())).ToHttp();
    }
}
