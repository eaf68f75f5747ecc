namespace Serverless.Embedded.Payments;

/// <summary>
/// One call of the API: its parameters, and what its answer needs to know. The time is in Unix milliseconds; the public
/// address is where a person's browser reaches the provider's pages.
/// </summary>
internal sealed record Call(Parameters Parameters, long Now, string PublicAddress, string RequestId, string ApiVersion);
