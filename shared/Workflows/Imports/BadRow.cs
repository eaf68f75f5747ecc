namespace Serverless.Workflows.Imports;

/// <summary>A row of an import that placed nothing.</summary>
/// <param name="Row">The number of its line in the file, from 1: what an editor shows. The header of a CSV is row 1.</param>
/// <param name="Code">A stable code.</param>
/// <param name="Reason">A sentence. It never quotes the row.</param>
/// <param name="Field">What is wrong: a JSON pointer into the row (RFC 6901), or the name of a column; missing for all of it.</param>
public sealed record BadRow(int Row, string Code, string Reason, string? Field = null)
{
    internal static BadRow Of(int row, InvalidField error) => new(row, error.Code, error.Message, error.Pointer is "" ? null : error.Pointer);
}
