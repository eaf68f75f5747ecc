using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Embedded.Host.Tests.HostFile;

/// <summary>Holds functions, whatever their tokens say, until it is opened.</summary>
public sealed class Gate
{
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _reached;

    public int Reached => Volatile.Read(ref _reached);

    public Task Pass()
    {
        Interlocked.Increment(ref _reached);
        return _open.Task;
    }

    public void Open() => _open.TrySetResult();
}

/// <summary>Functions that stand at the gate.</summary>
public sealed class Held(Gate gate)
{
    [Function(nameof(HeldRequest))]
    public async Task<IResult> HeldRequest([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest http)
    {
        await gate.Pass();
        return Results.Text("passed");
    }

    [Function(nameof(HeldMessage))]
    public Task HeldMessage([QueueTrigger("held")] string message) => gate.Pass();

    [Function(nameof(Ask))]
    [QueueOutput("held")]
    public string Ask([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer) => "message";
}
