using System.Text.Json;
using System.Text.Json.Serialization;

namespace Serverless.Embedded.ServiceBus.Resources;

/// <summary>A rule of a subscription. Only one that matches every message is accepted.</summary>
internal sealed record RuleResource
{
    public string Name { get; set; } = "$Default";

    public string FilterType { get; set; } = "SqlFilter";

    public SqlFilterResource? SqlFilter { get; set; }

    /// <summary>Everything else that a rule can have: each of it would change what matches or what is delivered.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement> Others { get; set; } = new Dictionary<string, JsonElement>();

    public bool MatchesAll => Others.Count == 0 && FilterType == "SqlFilter" && SqlFilter?.SqlExpression.Replace(" ", "", StringComparison.Ordinal) == "1=1";
}

/// <summary>The condition of a rule.</summary>
internal sealed record SqlFilterResource(string SqlExpression);
