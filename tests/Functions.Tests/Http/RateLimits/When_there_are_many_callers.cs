using Serverless.Functions.Http.RateLimits;

namespace Serverless.Functions.Tests.Http.RateLimits;

public class When_there_are_many_callers
{
    private readonly ManualClock _clock = new();
    private readonly Buckets _buckets;

    public When_there_are_many_callers() => _buckets = new(new("writes", new() { PerSecond = 0.01, Burst = 1 }), _clock);

    [Fact]
    public void Each_has_a_bucket_of_its_own()
    {
        Assert.True(_buckets.Take("alice").IsGranted);
        Assert.True(_buckets.Take("bob").IsGranted);
        Assert.False(_buckets.Take("alice").IsGranted);
        Assert.False(_buckets.Take("bob").IsGranted);
    }

    [Fact]
    public void A_flood_of_them_takes_no_more_memory_than_two_generations()
    {
        for (var number = 0; number < 5 * Buckets.Capacity; number++)
        {
            _buckets.Take($"caller {number}");
        }
        Assert.InRange(_buckets.Count, 1, 2 * Buckets.Capacity);
    }

    [Fact]
    public void One_who_keeps_asking_is_remembered_through_a_flood()
    {
        for (var number = 0; number < 5 * Buckets.Capacity; number++)
        {
            if (number % (Buckets.Capacity / 2) == 0)
            {
                Assert.Equal(number == 0, _buckets.Take("alice").IsGranted);
            }
            _buckets.Take($"caller {number}");
        }
    }

    [Fact]
    public void Those_who_ask_nothing_any_more_are_forgotten()
    {
        for (var number = 0; number < 100; number++)
        {
            _buckets.Take($"caller {number}");
        }
        for (var generation = 0; generation < 2; generation++)
        {
            _clock.Advance(TimeSpan.FromSeconds(100));
            _buckets.Take("alice");
        }
        Assert.InRange(_buckets.Count, 1, 2);
    }

    [Fact]
    public void Nobody_is_forgotten_before_the_bucket_is_full()
    {
        _clock.Advance(TimeSpan.FromSeconds(90));
        Assert.True(_buckets.Take("alice").IsGranted);
        for (var waited = 0; waited < 90; waited += 10)
        {
            _clock.Advance(TimeSpan.FromSeconds(10));
            _buckets.Take("bob");
        }
        Assert.False(_buckets.Take("alice").IsGranted);
    }
}
