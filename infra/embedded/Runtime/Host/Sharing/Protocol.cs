namespace Serverless.Embedded.Host.Sharing;

/// <summary>What processes that share a data folder say to each other besides the services' own requests.</summary>
internal static class Protocol
{
    /// <summary>Goes up with every change of what is said, of any service or of what is stored: processes of two versions do not mix.</summary>
    public const string Version = "1";

    /// <summary>The path at which the host tells its version, and then nothing more until it ends.</summary>
    public const string Presence = "/presence";

    public const string VersionHeader = "embedded-version";

    /// <summary>Which service a request is for.</summary>
    public const string ServiceHeader = "embedded-service";

    /// <summary>The address that the client used for the service's root.</summary>
    public const string BaseAddressHeader = "embedded-base-address";
}
