using System.Reflection;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Architecture.Tests.Functions;
using Serverless.Embedded;

namespace Serverless.Architecture.Tests.Services;

public class The_container
{
    [Fact]
    public async Task Can_make_every_function_in_a_scope_of_its_own()
    {
        await using var app = await Start();
        await using var scope = app.Services.CreateAsyncScope();
        Assert.All(FunctionMethod.All.Where(function => !function.Method.IsStatic), function =>
            Assert.NotNull(ActivatorUtilities.CreateInstance(scope.ServiceProvider, function.Method.DeclaringType!)));
    }

    [Fact]
    public async Task Is_refused_when_a_service_lacks_what_it_needs() => Assert.Contains(
        nameof(Missing), (await Assert.ThrowsAnyAsync<Exception>(() => Start(services => services.AddSingleton<NeedsWhatIsMissing>()))).ToString());

    [Fact]
    public async Task Is_refused_when_a_singleton_would_keep_what_belongs_to_one_invocation() => Assert.Contains(
        nameof(OfOneInvocation), (await Assert.ThrowsAnyAsync<Exception>(() => Start(services => services
            .AddScoped<OfOneInvocation>().AddSingleton<KeepsWhatIsScoped>()))).ToString());

    private static async Task<EmbeddedFunctionApp> Start(Action<IServiceCollection>? add = null) =>
        await EmbeddedFunctionApp.StartAsync(Assembly.Load("Serverless.Functions"), [], builder => Validate(builder, add));

    private static void Validate(FunctionsApplicationBuilder builder, Action<IServiceCollection>? add)
    {
        add?.Invoke(builder.Services);
        builder.ConfigureContainer(new DefaultServiceProviderFactory(new() { ValidateOnBuild = true, ValidateScopes = true }));
    }

    private sealed class Missing;

    private sealed class OfOneInvocation;

    private sealed record NeedsWhatIsMissing(Missing Missing);

    private sealed record KeepsWhatIsScoped(OfOneInvocation Kept);
}
