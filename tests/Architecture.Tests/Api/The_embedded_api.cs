using Serverless.Embedded.Wire;

namespace Serverless.Architecture.Tests.Api;

public class The_embedded_api
{
    private static readonly string[] Surface = [.. ApiSurface.Of(typeof(IWireService).Assembly.GetTypes().Where(IsOfficial))];

    [Fact]
    public void Offers_nothing_that_the_official_packages_lack()
    {
        var differences = OfficialApi.Read().Differences(Surface).ToList();
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    [Fact]
    public void Is_compared_at_all() => Assert.True(Surface.Length > 100, $"Only {Surface.Length} members were found.");

    // Whatever is not in this repo's own namespace claims to be somebody else's.
    private static bool IsOfficial(Type type) =>
        type.Namespace is { } name && name != "Serverless" && !name.StartsWith("Serverless.", StringComparison.Ordinal);
}
