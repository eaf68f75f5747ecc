using Serverless.Domain.Catalog;

namespace Serverless.Workflows.Catalog;

/// <summary>
/// Where products are changed. What was saved or deleted is seen by the <see cref="ICatalog"/> of this instance at once, by others as soon
/// as their copy is due. Outages throw.
/// </summary>
public interface IProductStore
{
    /// <summary>Reads one product from the store itself.</summary>
    Task<Stored<Product>?> Find(Sku sku, CancellationToken stop);

    /// <summary>
    /// Writes a product. <paramref name="expected"/> is the version that was read, or null for one that must not exist yet. False when
    /// somebody else wrote first: then nothing was written.
    /// </summary>
    Task<bool> Save(Product product, StoreVersion? expected, CancellationToken stop);

    /// <summary>Deletes a product that has this version. False when somebody else wrote first: then nothing was deleted.</summary>
    Task<bool> Delete(Sku sku, StoreVersion expected, CancellationToken stop);
}
