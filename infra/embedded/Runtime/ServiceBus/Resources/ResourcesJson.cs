using System.Text.Json;
using System.Text.Json.Serialization;

namespace Serverless.Embedded.ServiceBus.Resources;

/// <summary>
/// How the declared entities are read. They are read once, at start, where reflection over their types would cost more than the reading.
/// Their properties can be set: of those that are only initialised, generated code overwrites the defaults.
/// </summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ServiceBusResources))]
internal sealed partial class ResourcesJson : JsonSerializerContext;
