namespace Serverless.Functions.Tests.OpenApi;

public class Every_answer(Exploration exploration) : IClassFixture<Exploration>
{
    // Headers that a function reads for the sake of HTTP itself, or of our own tests.
    private static readonly string[] Ambient = ["Content-Type", "Content-Length", "Content-Encoding", "Transfer-Encoding", "traceparent", "tracestate", "Accept"];

    [Fact]
    public void Is_as_documented() => Assert.Equal([], exploration.Findings.Broken);

    [Fact]
    public void That_is_documented_can_be_given()
    {
        var documented = Published.Document.Operations.SelectMany(operation => operation.Responses.Keys.Select(status => (operation.Name, status)));
        Assert.Equal([], documented.Except(exploration.Findings.Seen));
    }

    [Fact]
    public void Depends_on_the_parameters_that_are_documented_and_on_no_others() => Assert.All(Published.Document.Operations, operation =>
        Assert.Equal(
            operation.Parameters.Where(parameter => parameter.In != "path").Select(parameter => $"{parameter.In} {parameter.Name}").Order(StringComparer.Ordinal),
            exploration.Reads[operation.Name].Where(read => !Ambient.Contains(read.Name)).Select(read => $"{read.In} {read.Name}").Order(StringComparer.Ordinal)));
}
