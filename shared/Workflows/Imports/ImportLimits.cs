namespace Serverless.Workflows.Imports;

/// <summary>How large an import may be. What is larger is refused as a whole, and places nothing.</summary>
public static class ImportLimits
{
    /// <summary>The most bytes of an upload: 90 MB.</summary>
    public const long MaxBytes = 90L * 1024 * 1024;

    /// <summary>The most orders of one import.</summary>
    public const int MaxOrders = 100_000;

    /// <summary>The most rows of one import, bad ones included.</summary>
    public const int MaxRows = 1_000_000;

    /// <summary>The most bytes of one row; a longer one is a bad row. An order of a hundred lines needs a sixth of it.</summary>
    public const int MaxRowBytes = 64 * 1024;
}
