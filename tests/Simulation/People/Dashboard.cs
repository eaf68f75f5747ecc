using Serverless.Domain.Payments;

namespace Serverless.Simulation.People;

/// <summary>Somebody at the provider's own dashboard, who refunds and closes payments behind our back; and banks that dispute them.</summary>
internal static class Dashboard
{
    public static async Task Meddle(World world)
    {
        for (var acts = world.Chance.Of(0, 0, 0, 1, 2); acts > 0; acts--)
        {
            await world.Time.Pause(world.Chance.Spread(TimeSpan.FromSeconds(1), world.StormLength));
            if (world.Provider.Intents.Count == 0)
                continue;
            var intent = world.Provider.Intents[world.Chance.Below(world.Provider.Intents.Count)];
            world.Trace.Write($"somebody meddles with {intent.Id} in the dashboard");
            if (intent.Status == IntentStatus.Succeeded && world.Chance.Below(4) == 0)
                world.Provider.Dispute(intent);
            else if (intent.Status == IntentStatus.Succeeded)
                world.Provider.Refund(intent, world.Chance.Of(1, 700, intent.Kept), number: null);
            else
                world.Provider.Cancel(intent);
        }
    }
}
