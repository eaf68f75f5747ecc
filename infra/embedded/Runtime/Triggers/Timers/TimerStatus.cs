namespace Serverless.Embedded.Triggers.Timers;

/// <summary>What is kept of a timer over restarts.</summary>
/// <param name="Last">The last occurrence that ran; null before the first.</param>
/// <param name="Next">The occurrence that was expected next.</param>
/// <param name="Updated">When this was written.</param>
internal sealed record TimerStatus(DateTimeOffset? Last, DateTimeOffset Next, DateTimeOffset Updated);
