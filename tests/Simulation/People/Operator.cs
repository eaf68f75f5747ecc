namespace Serverless.Simulation.People;

/// <summary>Replays what was dead-lettered, once, when all is well again.</summary>
internal static class Operator
{
    public static void Replay(World world)
    {
        foreach (var dead in world.Bus.Dead)
            world.Bus.Accept(dead.Entity, dead.Message with { Id = $"{dead.Message.Id}/replay/1" }, world.Time.Now);
    }
}
