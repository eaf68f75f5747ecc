namespace Serverless.Embedded.Host.Services;

/// <summary>Where the host answers, for links that people follow; known once it listens.</summary>
internal sealed class PublicAddress
{
    /// <summary>Without a slash at its end; null until the host listens.</summary>
    public string? Base { get; set; }

    public string? Of(string path) => Base is null ? null : Base + path;
}
