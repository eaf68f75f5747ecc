using Serverless.Embedded.Cosmos.Documents;
using Serverless.Embedded.Cosmos.Resources;
using Serverless.Embedded.Wire;

namespace Serverless.Embedded.Cosmos.Http;

/// <summary>Answers requests that create, read or change documents by id.</summary>
internal sealed class DocumentRequests(DocumentWriter documents)
{
    public async Task<WireResponse> Answer(WireRequest request, Route route, CancellationToken stop)
    {
        var container = ResourceRequests.Container(route);
        var partition = PartitionKey.Parse(request.Header("x-ms-documentdb-partitionkey"), container.Definition.PartitionKey);
        if (route.DocumentId is not { } id)
        {
            var kind = request.IsTrue("x-ms-documentdb-is-upsert") ? OperationKind.Upsert : OperationKind.Create;
            return await Write(request, container, partition, kind, null, stop);
        }
        switch (request.Method)
        {
            case "GET":
                return Answers.Of(documents.Read(container, partition, id, request.Header("if-none-match")), container.Feed.Committed);
            case "PUT":
                return await Write(request, container, partition, OperationKind.Replace, id, stop);
            case "PATCH":
                var patch = Patch.Parse((await request.ReadBody(stop)).Span);
                return await Run(container, partition, new(OperationKind.Patch, id, Patch: patch, IfMatch: IfMatch(request), Minimal: IsMinimal(request)));
            case "DELETE":
                return await Run(container, partition, new(OperationKind.Delete, id, IfMatch: IfMatch(request)));
            default:
                throw new Refusal(405, "MethodNotAllowed", $"{request.Method} is not possible at a document.");
        }
    }

    private async Task<WireResponse> Write(WireRequest request, Container container, PartitionKey partition, OperationKind kind, string? id, CancellationToken stop)
    {
        var operation = Requests.Write(kind, id, (await request.ReadBody(stop)).Span, container, partition, documents.Now);
        return await Run(container, partition, operation with { IfMatch = IfMatch(request), Minimal = IsMinimal(request) });
    }

    private async Task<WireResponse> Run(Container container, PartitionKey partition, Operation operation) =>
        Answers.Of(await documents.Run(container, partition, operation), container.Feed.Committed);

    private static string? IfMatch(WireRequest request) => request.Header("if-match");

    private static bool IsMinimal(WireRequest request) => request.Header("prefer") is "return=minimal";
}
