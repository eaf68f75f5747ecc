namespace Serverless.Embedded.Host.Settings.HostFile;

/// <summary>One setting of <c>host.json</c> that the embedded runtime knows.</summary>
/// <param name="Path">As in <c>extensions.queues.batchSize</c>; ends in <c>.*</c> where the names below are the user's own.</param>
/// <param name="Range">What it may be, in words.</param>
/// <param name="Default">What holds when it is not given; null for nothing.</param>
/// <param name="NoEffect">Why it changes nothing here; null when it is honoured.</param>
internal sealed record HostSetting(string Path, string Range, string? Default, string? NoEffect);
