using System.Text.Json.Serialization;
using Serverless.Adapters.Catalog;
using Serverless.Adapters.Orders;

namespace Serverless.Adapters.Caching;

/// <summary>How cached values are written: with all their fields, so that one which another release wrote differently is read as none.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Kept<CachedOrder>))]
[JsonSerializable(typeof(Kept<IReadOnlyList<ProductDocument>>))]
internal sealed partial class CacheJson : JsonSerializerContext;
