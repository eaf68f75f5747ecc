namespace Serverless.Workflows.Imports.Rows;

/// <summary>The upload as a whole cannot be taken. An exception, as it is found deep inside the reading and ends it.</summary>
internal sealed class UploadRefusedException(string code, string reason, bool isTooLarge = false) : Exception(reason)
{
    public string Code { get; } = code;

    public bool IsTooLarge { get; } = isTooLarge;

    public static UploadRefusedException TooLarge() =>
        new("import_too_large", $"An import has at most {ImportLimits.MaxBytes / 1024 / 1024} MB.", isTooLarge: true);

    public static UploadRefusedException TooManyOrders() =>
        new("too_many_orders", $"An import has at most {ImportLimits.MaxOrders} orders.", isTooLarge: true);

    public static UploadRefusedException TooManyRows() =>
        new("too_many_rows", $"An import has at most {ImportLimits.MaxRows} rows.", isTooLarge: true);

    public static UploadRefusedException NoRows() => new("no_rows", "There are no rows.");

    public static UploadRefusedException NoHeader() =>
        new("invalid_header", $"The first row of a CSV is its header: {string.Join(',', CsvRow.Columns)}");
}
