using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Serverless.Adapters.Cosmos;
using Serverless.Workflows.Reports;

namespace Serverless.Adapters.Reports;

/// <summary>Reports in Cosmos DB: the container <c>reports</c>, a document for each day.</summary>
internal sealed class ReportStore(Container container) : IReportStore
{
    private static readonly ItemRequestOptions NoContent = new() { EnableContentResponseOnWrite = false };

    public async Task Save(DayReport report, CancellationToken stop)
    {
        var document = ReportDocument.Of(report);
        using var content = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(document, CosmosJson.Default.ReportDocument));
        using var response = await Outage.Watch(
            () => container.UpsertItemStreamAsync(content, new PartitionKey(document.Id), NoContent, stop), stop);
        Outage.ThrowUnlessSuccess(response);
    }

    public async Task<IReadOnlyList<DayReport>> Read(DateOnly from, DateOnly to, CancellationToken stop)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.id >= @from AND c.id <= @to ORDER BY c.id")
            .WithParameter("@from", ReportDocument.IdOf(from))
            .WithParameter("@to", ReportDocument.IdOf(to));
        var reports = new List<DayReport>();
        await foreach (var document in container.Read(query, new QueryRequestOptions(), CosmosJson.Default.PageReportDocument, stop))
        {
            reports.Add(document.ToDomain());
        }
        return reports;
    }
}
