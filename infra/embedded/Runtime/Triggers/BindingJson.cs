using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Serverless.Embedded.Triggers;

/// <summary>How bindings read and write JSON: as the application configures <see cref="JsonSerializerOptions"/>, which by default ignore case when reading.</summary>
internal sealed class BindingJson
{
    public BindingJson(IOptions<JsonSerializerOptions> configured)
    {
        Options = new JsonSerializerOptions(configured.Value);
        Options.MakeReadOnly(populateMissingResolver: true);
    }

    public JsonSerializerOptions Options { get; }
}
