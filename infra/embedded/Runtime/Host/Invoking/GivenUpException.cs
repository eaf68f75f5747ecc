namespace Serverless.Embedded.Host.Invoking;

/// <summary>An invocation that ran too long, did not heed its token, and is waited for no more.</summary>
internal sealed class GivenUpException(string message, Task rest) : TimeoutException(message)
{
    /// <summary>Ends when the function does, if ever; never fails.</summary>
    public Task Rest => rest;
}
