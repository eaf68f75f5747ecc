namespace Serverless.Domain.Payments;

/// <summary>When the money is taken.</summary>
public enum CaptureMode
{
    /// <summary>With the authorization.</summary>
    Automatic,

    /// <summary>Later, on request: until then the amount is only held.</summary>
    Manual,
}
