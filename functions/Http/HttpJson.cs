using System.Text.Json.Serialization;
using Serverless.Functions.Operations;
using Serverless.Workflows.Catalog;
using Serverless.Workflows.DeadLetters;
using Serverless.Workflows.Imports;
using Serverless.Workflows.Orders;
using Serverless.Workflows.Reports;
using LedgerView = Serverless.Workflows.Payments.LedgerView;

namespace Serverless.Functions.Http;

/// <summary>
/// JSON as clients write and read it. A field that is not known or given twice is an error with a place. One that is missing or null is
/// left to the workflow, which says what should be there.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(PlaceOrderRequest))]
[JsonSerializable(typeof(RefundOrderRequest))]
[JsonSerializable(typeof(CaptureOrderRequest))]
[JsonSerializable(typeof(RetryPaymentRequest))]
[JsonSerializable(typeof(OrderView))]
[JsonSerializable(typeof(OrderHistoryView))]
[JsonSerializable(typeof(PageBody<OrderView>))]
[JsonSerializable(typeof(LedgerView))]
[JsonSerializable(typeof(ProductView))]
[JsonSerializable(typeof(PutProductRequest))]
[JsonSerializable(typeof(PageBody<ProductView>))]
[JsonSerializable(typeof(DeadLetterQuery))]
[JsonSerializable(typeof(DeadLetterView))]
[JsonSerializable(typeof(PageBody<DeadLetterView>))]
[JsonSerializable(typeof(DiscardRequest))]
[JsonSerializable(typeof(ReplayCounts))]
[JsonSerializable(typeof(ImportView))]
[JsonSerializable(typeof(PageBody<BadRow>))]
[JsonSerializable(typeof(ReconciliationView))]
[JsonSerializable(typeof(ProblemBody))]
[JsonSerializable(typeof(HealthView))]
internal sealed partial class HttpJson : JsonSerializerContext;
