using System.Globalization;
using NCrontab;

namespace Serverless.Embedded.Triggers.Timers;

/// <summary>When a timer is due: an NCRONTAB expression of five or six fields, or a time span.</summary>
internal abstract class Schedule
{
    /// <summary>The first occurrence after an instant; null when there is none.</summary>
    public abstract DateTimeOffset? After(DateTimeOffset instant);

    /// <summary>Reads a schedule; null when the text is none.</summary>
    public static Schedule? Parse(string text)
    {
        var fields = text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Length;
        if (fields is 5 or 6)
        {
            var cron = CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = fields == 6 });
            return cron is null ? null : new Cron(cron);
        }
        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var interval) && interval > TimeSpan.Zero ? new Every(interval) : null;
    }

    /// <summary>True when two of the next occurrences are less than a minute apart: too often for their status to be kept.</summary>
    public bool IsFrequent(DateTimeOffset from)
    {
        var last = After(from);
        for (var i = 0; i < 5 && last is { } earlier; i++)
        {
            last = After(earlier);
            if (last - earlier < TimeSpan.FromMinutes(1))
            {
                return true;
            }
        }
        return false;
    }

    private sealed class Cron(CrontabSchedule cron) : Schedule
    {
        public override DateTimeOffset? After(DateTimeOffset instant)
        {
            var next = cron.GetNextOccurrence(instant.UtcDateTime);
            return next == DateTime.MaxValue ? null : new DateTimeOffset(next, TimeSpan.Zero);
        }
    }

    private sealed class Every(TimeSpan interval) : Schedule
    {
        public override DateTimeOffset? After(DateTimeOffset instant) => instant + interval;
    }
}
