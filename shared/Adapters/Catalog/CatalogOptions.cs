using System.ComponentModel.DataAnnotations;

namespace Serverless.Adapters.Catalog;

/// <summary>The settings <c>Catalog__*</c>.</summary>
internal sealed class CatalogOptions
{
    /// <summary><c>Catalog__CacheFor</c>: how old a price may be. Orders keep the price that they were placed at.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00", ErrorMessage = "Catalog__CacheFor should be between 00:00:00.1 and 01:00:00.")]
    public TimeSpan CacheFor { get; set; } = TimeSpan.FromSeconds(10);
}
