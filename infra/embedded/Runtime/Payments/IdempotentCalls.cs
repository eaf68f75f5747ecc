using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Payments;

/// <summary>The key that a call came with, and the request that first made the answer.</summary>
internal sealed record Replay(string Key, string OriginalRequest);

/// <summary>
/// Runs each POST once for its idempotency key, and misbehaves on the way as the payment method wants. The work, its
/// answer and the ledger are one transaction; the answer is given after the commit.
/// </summary>
internal sealed class IdempotentCalls(Database database, IdempotencyKeys keys, PaymentProviderOptions options, TimeProvider clock)
{
    private const int LongestKey = 255;

    /// <summary>The answer, fresh or replayed; null when the connection is to break instead.</summary>
    public async Task<(Answer Answer, Replay? Replayed)?> Answer(string? key, string path, Call call, Func<Plan> plan, CancellationToken stop)
    {
        if (key is null)
        {
            return await Execute(null, call, plan(), stop);
        }
        if (key.Length is 0 or > LongestKey)
        {
            return (Body.Error(ApiError.Invalid($"An idempotency key has 1 to {LongestKey} characters."), call), null);
        }
        using var turn = keys.Enter(key);
        if (turn is null)
        {
            return (Body.Error(ApiError.KeyInUse(key), call), null);
        }
        var fingerprint = call.Parameters.Fingerprint(path);
        var planned = plan();
        if (planned is Plan.Execute { Fault: null, Work: var work })
        {
            // The usual call looks for its key where it writes: a read of its own would cost more than all the rest.
            return await database.Write(
                connection => Settled(keys.Find(connection, key, fingerprint), key, call)
                    ?? (Kept(connection, work(connection), new Use(key, fingerprint, FirstTry: true, turn), call), new Replay(key, call.RequestId)),
                failsFirst: true);
        }
        var earlier = database.Read(connection => keys.Find(connection, key, fingerprint));
        return Settled(earlier, key, call) is { } settled ? settled
            : await Execute(new Use(key, fingerprint, FirstTry: earlier is null, turn), call, planned, stop);
    }

    /// <summary>What an earlier call has decided for this one; null when it has still to be carried out.</summary>
    private static (Answer Answer, Replay? Replayed)? Settled(IdempotencyKeys.Earlier? earlier, string key, Call call) => earlier switch
    {
        { SameRequest: false } => (Body.Error(ApiError.KeyReused(key), call), null),
        { Answer: { } answer } => (answer, new Replay(key, earlier.RequestId)),
        _ => null,
    };

    private Answer Kept(Connection connection, Answer answer, Use? use, Call call)
    {
        if (use is not null)
        {
            keys.Keep(connection, use.Key, use.Fingerprint, call.RequestId, answer);
        }
        return answer;
    }

    private async Task<(Answer Answer, Replay? Replayed)?> Execute(Use? use, Call call, Plan plan, CancellationToken stop)
    {
        if (plan is not Plan.Execute execute)
        {
            return (Body.Error(((Plan.Refuse)plan).Error, call), null);
        }
        var fault = await Current(execute.Fault, use, call);
        switch (fault)
        {
            case Fault.Timeout:
                await Task.Delay(Timeout.InfiniteTimeSpan, clock, stop);
                break;
            case Fault.Unreachable:
                return null;
            case Fault.Refusal refusal:
                return (Body.Error(refusal.Error, call), null);
        }
        var answer = await database.Write(connection =>
        {
            var answer = fault is Fault.ServerError { Charges: false } ? null : execute.Work(connection);
            if (fault is Fault.ServerError)
            {
                answer = Body.Error(ApiError.Server, call);
            }
            return Kept(connection, answer!, use, call);
        });
        if (fault is Fault.Late)
        {
            await AnswerLate(use?.Turn).WaitAsync(stop);
        }
        return fault is Fault.Lost ? null : (answer, use is null ? null : new Replay(use.Key, call.RequestId));
    }

    private async Task<Fault?> Current(Fault? fault, Use? use, Call call)
    {
        if (fault is not Fault.Once once)
        {
            return fault;
        }
        if (use is { FirstTry: false })
        {
            return null;
        }
        if (use is not null)
        {
            await keys.KeepTry(use.Key, use.Fingerprint, call.RequestId);
        }
        return once.First;
    }

    // The provider does not notice that a client gave up: the key stays in use until it would have answered.
    private async Task AnswerLate(IdempotencyKeys.Turn? turn)
    {
        turn?.Keep();
        await Task.Delay(options.LateAnswer, clock, CancellationToken.None);
        turn?.Release();
    }

    private sealed record Use(string Key, byte[] Fingerprint, bool FirstTry, IdempotencyKeys.Turn Turn);
}
