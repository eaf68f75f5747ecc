using Microsoft.Extensions.DependencyInjection;
using Serverless.Workflows.DeadLetters;

namespace Serverless.Functions.DeadLetters;

internal static class DeadLetterRegistration
{
    /// <summary>How dead letters are kept, read and decided about.</summary>
    public static IServiceCollection AddDeadLetters(this IServiceCollection services) => services
        .AddSingleton<KeepDead>()
        .AddSingleton<KeepingDeadLetters>()
        .AddSingleton<ReadingDeadLetters>()
        .AddSingleton<ReplayingDeadLetters>()
        .AddSingleton<DiscardingDeadLetters>();
}
