namespace Serverless.Embedded.Payments;

/// <summary>What an operation makes of an intent: its next state, the money it moved, and the error to answer, if any.</summary>
internal readonly record struct Change(Intent Intent, Movement? Movement = null, ApiError? Error = null);
