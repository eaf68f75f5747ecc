using Microsoft.Azure.Cosmos;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.Layouts;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.Schemas;

namespace Serverless.Embedded.Cosmos.Batches;

/// <summary>The row layouts of transactional batches, as the SDK itself carries them.</summary>
internal static class BatchSchemas
{
    static BatchSchemas()
    {
        using var resource = typeof(CosmosClient).Assembly.GetManifestResourceStream("Microsoft.Azure.Cosmos.Batch.HybridRowBatchSchemas.json")
            ?? throw new InvalidOperationException("This version of Microsoft.Azure.Cosmos does not carry the schemas of its batches.");
        using var text = new StreamReader(resource);
        var schemas = Namespace.Parse(text.ReadToEnd());
        Resolver = new LayoutResolverNamespace(schemas);
        Result = Resolver.Resolve(schemas.Schemas.Find(schema => schema.Name == "BatchResult")!.SchemaId);
    }

    public static LayoutResolverNamespace Resolver { get; }

    public static Layout Result { get; }
}
