using System.Text;
using Serverless.Contract;
using Serverless.Functions.OpenApi;

namespace Serverless.Functions.Tests.OpenApi;

internal static class Published
{
    /// <summary>The document as it is served.</summary>
    public static ApiDocument Document { get; } = new(Encoding.UTF8.GetString(OpenApiDocument.Content.Bytes));
}
