using Serverless.Domain.Payments;
using Serverless.Simulation.Provider;

namespace Serverless.Simulation.People;

/// <summary>The people in front of the bank's page: they pass 3-D Secure, or refuse, or never come back; sooner or later.</summary>
internal static class Buyers
{
    public static void Meet(World world) => world.Provider.Changed += (intent, _) =>
    {
        if (intent.Status == IntentStatus.RequiresAction)
            Decide(world, intent, intent.Confirmations);
    };

    private static void Decide(World world, ProviderIntent intent, int confirmation)
    {
        var (comesBack, passes) = world.Chance.Of((false, false), (true, false), (true, true), (true, true));
        if (!comesBack)
            return;
        world.Time.After(world.Chance.Spread(TimeSpan.FromMilliseconds(10), TimeSpan.FromDays(3)), () =>
        {
            if (intent.Confirmations != confirmation)
                return;
            world.Trace.Write($"the buyer of {intent.Order} {(passes ? "passes" : "refuses")} 3-D Secure");
            world.Provider.Challenge(intent, passes);
        });
    }
}
