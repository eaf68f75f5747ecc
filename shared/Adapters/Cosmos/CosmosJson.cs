using System.Text.Json.Serialization;
using Serverless.Adapters.Catalog;
using Serverless.Adapters.DeadLetters;
using Serverless.Adapters.Imports;
using Serverless.Adapters.Orders;
using Serverless.Adapters.Payments;
using Serverless.Adapters.Reports;

namespace Serverless.Adapters.Cosmos;

/// <summary>
/// How documents are written. A field that is missing, or null where it may not be, is an error; one that is not known is not, as the
/// previous release must be able to read what the next one writes.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(OrderDocument))]
[JsonSerializable(typeof(PaymentDocument))]
[JsonSerializable(typeof(DeadLetterDocument))]
[JsonSerializable(typeof(Page<DeadLetterDocument>))]
[JsonSerializable(typeof(ReportDocument))]
[JsonSerializable(typeof(Page<OrderDocument>))]
[JsonSerializable(typeof(Page<PaymentDocument>))]
[JsonSerializable(typeof(Page<ReportDocument>))]
[JsonSerializable(typeof(ProductDocument))]
[JsonSerializable(typeof(Page<ProductDocument>))]
[JsonSerializable(typeof(ImportDocument))]
[JsonSerializable(typeof(ChunkDocument))]
[JsonSerializable(typeof(ResultDocument))]
[JsonSerializable(typeof(Page<ResultDocument>))]
[JsonSerializable(typeof(Page<TallyDocument>))]
[JsonSerializable(typeof(Page<string>))]
[JsonSerializable(typeof(Page<int>))]
internal sealed partial class CosmosJson : JsonSerializerContext;

/// <summary>One page of a query's results, as it comes over the wire.</summary>
internal sealed record Page<T>([property: JsonPropertyName("Documents")] IReadOnlyList<T> Documents);
