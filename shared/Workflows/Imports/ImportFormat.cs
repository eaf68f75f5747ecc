using System.Text.Json.Serialization;
using Serverless.Contracts;

namespace Serverless.Workflows.Imports;

/// <summary>How the rows of an import are written.</summary>
[JsonConverter(typeof(CamelCaseEnum<ImportFormat>))]
public enum ImportFormat
{
    /// <summary>One JSON object a line, each an order.</summary>
    Ndjson,

    /// <summary>Comma-separated, each row a line of an order.</summary>
    Csv,
}
