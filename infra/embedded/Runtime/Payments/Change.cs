namespace Serverless.Embedded.Payments;

/// <summary>What an operation makes of an intent: its next state, the error to answer, if any, and the money it moved.</summary>
internal sealed record Change(Intent Intent, ApiError? Error, params Movement[] Movements)
{
    public Change(Intent intent, params Movement[] movements) : this(intent, null, movements) { }
}
