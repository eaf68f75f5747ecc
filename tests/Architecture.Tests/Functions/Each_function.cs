namespace Serverless.Architecture.Tests.Functions;

public class Each_function
{
    private const int LinesOnAScreen = 60;

    private static readonly SourceFile[] Sources = [.. Repository.Sources("functions")];

    public static TheoryData<string> Names => [.. FunctionMethod.All.Select(function => function.Name)];

    [Fact]
    public void Is_found() => Assert.NotEmpty(FunctionMethod.All);

    [Theory]
    [MemberData(nameof(Names))]
    public void Has_a_name_of_its_own(string name) => Assert.Single(FunctionMethod.All, function => function.Name == name);

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_the_only_one_in_a_class_of_its_name(string name)
    {
        var type = FunctionMethod.All.First(function => function.Name == name).Method.DeclaringType!;
        Assert.Equal(name, type.Name);
        Assert.Single(FunctionMethod.All, function => function.Method.DeclaringType == type);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Has_a_file_of_its_name_that_fits_on_a_screen(string name)
    {
        var file = Assert.Single(Sources, file => file.Name == name);
        Assert.Single(file.Code, line => line.Contains("[Function(", StringComparison.Ordinal));
        Assert.True(file.Lines.Length <= LinesOnAScreen, $"{file} has {file.Lines.Length} lines.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Has_one_trigger(string name) => Assert.Single(FunctionMethod.All.First(function => function.Name == name).Triggers);
}
