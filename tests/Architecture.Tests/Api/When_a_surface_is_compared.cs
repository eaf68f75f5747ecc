namespace Serverless.Architecture.Tests.Api;

public class When_a_surface_is_compared
{
    private static readonly string[] Official =
    [
        "A.IThing : interface",
        "A.IThing.Name : System.String { get; }",
        "A.IThing.Run(System.Int32 times = default) : System.Void abstract",
        "A.Thing : class <: A.IThing, A.IMap<System.String, System.Object>, System.IDisposable",
        "A.Thing.Name : System.String { get; }",
        "A.Thing.Run(System.Int32 times = default) : System.Void virtual",
        "A.Thing.ctor()",
        "A.Frame : abstract class",
        "A.Frame.Make() : A.Thing abstract",
        "A.Frame.Title : System.String { get; }",
        "A.Kind : enum",
        "A.Kind.Small : const A.Kind = 0",
        "A.Kind.Large : const A.Kind = 1",
    ];

    [Fact]
    public void The_whole_of_it_passes() => Assert.Empty(Differences(Official));

    [Theory]
    [InlineData("A.Thing.Run(System.Int32 times = default) : System.Void virtual")]
    [InlineData("A.Frame.Title : System.String { get; }")]
    [InlineData("A.Kind.Large : const A.Kind = 1")]
    public void A_member_may_be_left_out(string line) => Assert.Empty(Differences(Official.Except([line])));

    [Fact]
    public void A_type_may_be_left_out() =>
        Assert.Empty(Differences(Official.Where(line => !line.StartsWith("A.IThing", StringComparison.Ordinal))));

    [Theory]
    [InlineData("A.Thing : class")]
    [InlineData("A.Thing : class <: System.IDisposable")]
    [InlineData("A.Thing : class <: A.IMap<System.String, System.Object>")]
    public void A_base_may_be_left_out(string line) => Assert.Empty(Differences(Replaced("A.Thing : class", line)));

    [Theory]
    [InlineData("A.Thing.Extra : System.String { get; }")]
    [InlineData("A.Other : class")]
    [InlineData("A.Kind.Huge : const A.Kind = 2")]
    [InlineData("A.Thing.ctor(System.String name)")]
    public void An_added_member_is_reported(string added) =>
        Assert.Equal(["The official API does not have: " + added], Differences([.. Official, added]));

    [Theory]
    [InlineData("A.Thing.Run", "A.Thing.Run(System.Int32 times = default) : System.Int32 virtual", "another return type")]
    [InlineData("A.Thing.Run", "A.Thing.Run(System.Int32 times) : System.Void virtual", "no default")]
    [InlineData("A.Thing.Run", "A.Thing.Run(System.Int32 count = default) : System.Void virtual", "another parameter name")]
    [InlineData("A.Thing.Run", "A.Thing.Run(System.Int64 times = default) : System.Void virtual", "another parameter type")]
    [InlineData("A.Thing.Run", "A.Thing.Run(System.Int32 times = default) : System.Void", "no longer virtual")]
    [InlineData("A.Thing.Run", "A.Thing.Run(System.Int32 times = default) : System.Void static", "made static")]
    [InlineData("A.Thing.Name", "A.Thing.Name : System.String { get; set; }", "a setter")]
    [InlineData("A.Thing.ctor", "A.Thing.ctor() protected", "less visible")]
    [InlineData("A.Thing : ", "A.Thing : static class", "a class made static")]
    [InlineData("A.Thing : ", "A.Thing : sealed class <: A.IThing", "a class made sealed")]
    [InlineData("A.Thing : ", "A.Thing : struct <: A.IThing", "a struct")]
    [InlineData("A.Thing : ", "A.Thing : class <: A.IMap<System.String, System.String>", "a base with another argument")]
    [InlineData("A.Thing : ", "A.Thing : class <: A.Frame", "an added base")]
    [InlineData("A.Kind.Large", "A.Kind.Large : const A.Kind = 3", "another value")]
    public void A_changed_member_is_reported(string start, string changed, string because) =>
        Assert.True(Differences(Replaced(start, changed)).SequenceEqual(["The official API does not have: " + changed]), because);

    [Theory]
    [InlineData("A.IThing.Name : System.String { get; }")]
    [InlineData("A.IThing.Run(System.Int32 times = default) : System.Void abstract")]
    [InlineData("A.Frame.Make() : A.Thing abstract")]
    public void What_an_implementer_owes_may_not_be_left_out(string line) =>
        Assert.Equal(["An implementer owes, but cannot see: " + line], Differences(Official.Except([line])));

    private static IEnumerable<string> Replaced(string start, string line) =>
        Official.Select(official => official.StartsWith(start, StringComparison.Ordinal) ? line : official);

    private static IEnumerable<string> Differences(IEnumerable<string> surface) => new OfficialApi(Official).Differences([.. surface]);
}
