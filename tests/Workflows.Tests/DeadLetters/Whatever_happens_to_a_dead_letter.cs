using Serverless.Workflows.DeadLetters;

namespace Serverless.Workflows.Tests.DeadLetters;

/// <summary>Deaths, doubles, decisions and crashes in any order: what must be true after each of them.</summary>
public class Whatever_happens_to_a_dead_letter
{
    private sealed class Crash : Exception;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 200)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task It_is_open_or_decided_about_and_no_request_sends_twice_what_has_not_come_back(int seed)
    {
        var (random, morgue) = (new Random(seed), new Morgue());
        var trace = new List<string>();
        await morgue.Die("m");
        for (var step = 0; step < 40; step++)
        {
            trace.Add(await Act(random, morgue));
            Check(morgue, $"seed {seed}: {string.Join(", ", trace)}");
        }
    }

    private static async Task<string> Act(Random random, Morgue morgue)
    {
        var act = random.Next(6);
        var crash = random.Next(4);
        try
        {
            switch (crash)
            {
                case 0:
                    morgue.Letters.Store.BeforeSave = () => throw new Crash();
                    break;
                case 1:
                    morgue.Letters.Store.AfterSave = () => throw new Crash();
                    break;
                case 2:
                    morgue.Bus.OnSend = _ => throw new Crash();
                    break;
            }

            switch (act)
            {
                case 0 when morgue.Bus.Sent.Count > 0:
                    var id = morgue.Bus.Sent[random.Next(morgue.Bus.Sent.Count)].Message.Id;
                    await morgue.Die(random.Next(2) == 0 ? id : $"{id}/try/{random.Next(1, 30)}");
                    return $"{id} dies";
                case 1:
                    await morgue.Die("m");
                    return "a double dies";
                case 2:
                    await morgue.Discard();
                    return "discarded";
                case 3:
                    await morgue.ReplayAll(new DeadLetterQuery());
                    return "all replayed";
                default:
                    await morgue.Replay();
                    return "replayed";
            }
        }
        catch (Crash)
        {
            return $"{act} with crash {crash}";
        }
        finally
        {
            (morgue.Letters.Store.BeforeSave, morgue.Letters.Store.AfterSave, morgue.Bus.OnSend) = (null, null, null);
        }
    }

    private static void Check(Morgue morgue, string trace)
    {
        var letter = morgue.Letter;
        var died = letter.History.OfType<DeadLetterEvent.Died>().Select(death => death.Replay).ToHashSet();
        var sent = morgue.Sent.ToHashSet();

        // Nothing is sent that is not written down, and no number is used while the one before it may still be alive.
        Assert.True(sent.All(id => ReplayId.Parse(id).Replay is var number && number >= 1 && number <= letter.Replays), trace);
        Assert.True(Enumerable.Range(1, Math.Max(0, letter.Replays - 1)).All(died.Contains), trace);

        switch (letter.State)
        {
            case DeadLetterState.Replayed:
                Assert.True(sent.Contains(ReplayId.Of("m", letter.Replays)) && !died.Contains(letter.Replays), trace);
                break;
            case DeadLetterState.Discarded:
                // What has died since was known to be dead when it was decided.
                var decided = letter.History.ToList().FindLastIndex(happened => happened is DeadLetterEvent.Discarded);
                var known = letter.History.Take(decided).OfType<DeadLetterEvent.Died>().Max(death => death.Replay);
                Assert.True(letter.History.Skip(decided).OfType<DeadLetterEvent.Died>().All(death => death.Replay <= known), trace);
                break;
            default:
                Assert.True(letter.Replays == 0 || died.Contains(letter.Replays) || letter.ReplayIsPending, trace);
                break;
        }
    }
}
