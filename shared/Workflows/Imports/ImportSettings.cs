using System.ComponentModel.DataAnnotations;

namespace Serverless.Workflows.Imports;

/// <summary>The settings <c>Imports__*</c>.</summary>
public sealed class ImportSettings
{
    /// <summary><c>Imports__Patience</c>: how long an import may stand still before it is driven on; twice as long the next time.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00", ErrorMessage = "Imports__Patience should be between 00:01:00 and 1.00:00:00.")]
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary><c>Imports__UploadPatience</c>: how long an upload may take. One that has not ended by then counts as broken.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00", ErrorMessage = "Imports__UploadPatience should be between 00:01:00 and 1.00:00:00.")]
    public TimeSpan UploadPatience { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary><c>Imports__Parallelism</c>: how many orders of one batch are placed at once.</summary>
    [Range(1, 100, ErrorMessage = "Imports__Parallelism should be between 1 and 100.")]
    public int Parallelism { get; init; } = 8;
}
