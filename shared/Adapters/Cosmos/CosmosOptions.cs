using System.ComponentModel.DataAnnotations;
using Mode = Microsoft.Azure.Cosmos.ConnectionMode;

namespace Serverless.Adapters.Cosmos;

/// <summary>Where the documents are: the settings <c>CosmosConnection</c>, <c>CosmosDatabase</c> and <c>Cosmos__ConnectionMode</c>.</summary>
internal sealed class CosmosOptions : IValidatableObject
{
    private const string EndpointKey = "AccountEndpoint=";

    /// <summary><c>CosmosConnection</c>: an account's connection string. Empty when <see cref="AccountEndpoint"/> is set.</summary>
    public string? ConnectionString { get; set; }

    /// <summary><c>CosmosConnection__accountEndpoint</c>: an account that this application's own identity may use, without a key.</summary>
    public string? AccountEndpoint { get; set; }

    /// <summary><c>CosmosDatabase</c>: the database that holds every container.</summary>
    [Required(ErrorMessage = "CosmosDatabase is empty: set it to the name of the database, such as orders-payments.")]
    public string Database { get; set; } = "";

    /// <summary><c>Cosmos__ConnectionMode</c>: Direct is faster on Azure; Gateway needs port 443 alone.</summary>
    [AllowedValues(nameof(Mode.Direct), nameof(Mode.Gateway), ErrorMessage = "Cosmos__ConnectionMode should be Direct or Gateway.")]
    public string ConnectionMode { get; set; } = nameof(Mode.Direct);

    /// <summary><c>RequireTls</c>.</summary>
    public bool RequireTls { get; internal set; } = true;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrEmpty(ConnectionString) == string.IsNullOrEmpty(AccountEndpoint))
        {
            yield return new(
                "Set either CosmosConnection (AccountEndpoint=https://…;AccountKey=…) or CosmosConnection__accountEndpoint (https://…, for a managed identity).",
                [nameof(ConnectionString)]);
        }
        else if (ConnectionString is { Length: > 0 } connection && !(connection.Contains(EndpointKey, StringComparison.OrdinalIgnoreCase)
            && connection.Contains("AccountKey=", StringComparison.OrdinalIgnoreCase)))
        {
            yield return new("CosmosConnection should be AccountEndpoint=https://…;AccountKey=….", [nameof(ConnectionString)]);
        }
        else if (AccountEndpoint is { Length: > 0 } endpoint && !Uri.TryCreate(endpoint, UriKind.Absolute, out _))
        {
            yield return new($"CosmosConnection__accountEndpoint is '{endpoint}': it should be an absolute address.", [nameof(AccountEndpoint)]);
        }
        else if (RequireTls && Uri.TryCreate(Endpoint, UriKind.Absolute, out var address) && !Transport.IsSafe(address))
        {
            yield return new($"CosmosConnection leads to '{address}': it should begin with https ({Transport.HowToDoWithout}).", [nameof(ConnectionString)]);
        }
    }

    private string? Endpoint => string.IsNullOrEmpty(ConnectionString) ? AccountEndpoint : ConnectionString.Split(';', StringSplitOptions.TrimEntries)
        .FirstOrDefault(part => part.StartsWith(EndpointKey, StringComparison.OrdinalIgnoreCase))?[EndpointKey.Length..];
}
