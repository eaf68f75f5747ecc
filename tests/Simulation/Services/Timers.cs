using Serverless.Simulation.Engine;
using Serverless.Workflows;

namespace Serverless.Simulation.Services;

/// <summary>
/// Timer triggers. As with the official one, a run that failed counts as the last run, one that the process did not survive does not,
/// and what was missed while the application was down is made up for once.
/// </summary>
internal sealed class Timers(Timeline time, Host host, Trace trace)
{
    /// <summary>Runs this for as long as it makes a difference.</summary>
    public void Every(string name, Func<TimeSpan> interval, Func<bool> isNeeded, Func<DateTimeOffset, Task> run)
    {
        var last = time.Now;
        Next();

        void Next() => time.After(interval(), () =>
        {
            Next();
            if (!host.IsDown && isNeeded())
                _ = Run();
        });

        async Task Run()
        {
            trace.Write($"timer {name}");
            var now = time.Now;
            try
            {
                await run(last);
            }
            catch (OutageException outage)
            {
                trace.Write($"  timer {name}: {outage.Message}");
            }

            last = now;
        }
    }
}
