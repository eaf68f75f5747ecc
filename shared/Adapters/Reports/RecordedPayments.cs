using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Azure.Cosmos;
using Serverless.Adapters.Cosmos;
using Serverless.Adapters.Payments;
using Serverless.Domain.Payments;
using Serverless.Workflows.Reports;

namespace Serverless.Adapters.Reports;

/// <summary>Payments of a day in Cosmos DB: a query over all partitions of the container <c>payments</c>, for reports alone.</summary>
internal sealed class RecordedPayments(Container container) : IRecordedPayments
{
    public async IAsyncEnumerable<Payment> Booked(DateOnly day, [EnumeratorCancellation] CancellationToken stop)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.bookedOn = @day")
            .WithParameter("@day", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        var options = new QueryRequestOptions { MaxItemCount = 500 };
        await foreach (var document in container.Read(query, options, CosmosJson.Default.PagePaymentDocument, stop))
        {
            yield return document.ToDomain();
        }
    }
}
