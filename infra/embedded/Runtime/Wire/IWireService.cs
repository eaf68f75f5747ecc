namespace Serverless.Embedded.Wire;

/// <summary>An embedded HTTP service, written once and served both inside the process and over a port.</summary>
internal interface IWireService
{
    /// <summary>Answers one request. Throws only for bugs: every refusal is an answer.</summary>
    Task<WireResponse> Answer(WireRequest request, CancellationToken stop);
}
