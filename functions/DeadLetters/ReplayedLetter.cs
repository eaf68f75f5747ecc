using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Contracts;

namespace Serverless.Functions.DeadLetters;

/// <summary>The answer, and what the host puts on a storage queue once the function has returned. Messages of the bus were sent before.</summary>
public sealed record ReplayedLetter([property: HttpResult] IResult Answer, [property: QueueOutput(Entities.Imports)] string[]? Batches = null);
