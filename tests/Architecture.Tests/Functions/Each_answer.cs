using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace Serverless.Architecture.Tests.Functions;

/// <summary>
/// What a function returns. The official worker runs it, and then hands it to the host as JSON: whatever can be read from it is written out
/// once more, with every request, for nobody.
/// </summary>
public class Each_answer
{
    private static readonly Type[] All =
        [.. Assembly.Load("Serverless.Functions").GetTypes().Where(type => type.IsAssignableTo(typeof(IResult)) && !type.IsInterface)];

    [Fact]
    public void Is_found() => Assert.NotEmpty(All);

    [Fact]
    public void Has_nothing_to_be_read_from_it() => Assert.Empty(
        from type in All from property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public) select $"{type.Name}.{property.Name}");
}
