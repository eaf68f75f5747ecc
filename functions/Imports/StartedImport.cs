using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Contracts;

namespace Serverless.Functions.Imports;

/// <summary>The answer, and what the host puts on the queue once the function has returned.</summary>
public sealed record StartedImport([property: HttpResult] IResult Answer, [property: QueueOutput(Entities.Imports)] string[]? Batches = null);
