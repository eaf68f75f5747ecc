namespace Serverless.Workflows.DeadLetters;

/// <summary>Where a dead letter stands.</summary>
public enum DeadLetterState
{
    /// <summary>Somebody has to decide.</summary>
    Open,

    /// <summary>It was sent again, and has not come back.</summary>
    Replayed,

    /// <summary>Nothing is to be done any more.</summary>
    Discarded,
}

/// <summary>
/// A message that nobody could handle or send, with all that happened to it since: its history is the state, and nothing is ever taken
/// from it. A replay that dies is the same letter again.
/// </summary>
/// <param name="Id">The id.</param>
/// <param name="Content">What was sent, and is sent again by a replay.</param>
/// <param name="History">What happened, oldest first; the first is a death.</param>
public sealed record DeadLetter(DeadLetterId Id, LetterContent Content, IReadOnlyList<DeadLetterEvent> History)
{
    /// <summary>How often a letter can be replayed: what failed so often will fail again, and the history has to end somewhere.</summary>
    public const int MaxReplays = 100;

    /// <summary>Grows with every change: the entity tag.</summary>
    public int Version => History.Count;

    /// <summary>How it died last.</summary>
    public DeadLetterEvent.Died Death => History.OfType<DeadLetterEvent.Died>().Last();

    /// <summary>How many replays were asked for. The last may wait to be sent.</summary>
    public int Replays => History.OfType<DeadLetterEvent.ReplayAsked>().LastOrDefault()?.Number ?? 0;

    /// <summary>The last replay is written down, and nothing says that it was sent: whoever asks again sends the same one.</summary>
    public bool ReplayIsPending => Replays > 0 && !History.Any(happened => happened switch
    {
        DeadLetterEvent.Replayed sent => sent.Number == Replays,
        DeadLetterEvent.Died died => died.Replay == Replays,
        _ => false,
    });

    /// <summary>Where it stands.</summary>
    public DeadLetterState State
    {
        get
        {
            var (state, asked, dead) = (DeadLetterState.Open, 0, 0);
            foreach (var happened in History)
            {
                switch (happened)
                {
                    // A late double of an earlier copy does not undo what was decided since.
                    case DeadLetterEvent.Died died when died.Replay > dead:
                        (state, dead) = (died.Replay >= asked ? DeadLetterState.Open : state, died.Replay);
                        break;
                    case DeadLetterEvent.ReplayAsked replay:
                        asked = replay.Number;
                        break;
                    // It may have died before its sender could write down that it was sent.
                    case DeadLetterEvent.Replayed replay when replay.Number > dead:
                        state = DeadLetterState.Replayed;
                        break;
                    case DeadLetterEvent.Discarded:
                        state = DeadLetterState.Discarded;
                        break;
                }
            }

            return state;
        }
    }

    /// <summary>With one more event in its history.</summary>
    public DeadLetter With(DeadLetterEvent happened) => this with { History = [.. History, happened] };
}

/// <summary>What a message says. Nothing but the body and the id is certain to be there.</summary>
/// <param name="MessageId">Its id, without what tries and replays added to it.</param>
/// <param name="Subject">The message's name.</param>
/// <param name="OrderId">The order that it is about: its <c>CorrelationId</c>.</param>
/// <param name="Body">The body, to the byte.</param>
/// <param name="TraceParent">The request that caused it (W3C Trace Context).</param>
public sealed record LetterContent(string MessageId, string? Subject, string? OrderId, ReadOnlyMemory<byte> Body, string? TraceParent);
