using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Embedded.Host.Tests.Functions;

public class TakesNote(Notes notes)
{
    [Function(nameof(TakesNote))]
    public void Run([QueueTrigger("kept")] string message) => notes.All.Add(message);
}

/// <summary>What reached a function that no request triggers.</summary>
public sealed class Notes
{
    public ConcurrentBag<string> All { get; } = [];
}
