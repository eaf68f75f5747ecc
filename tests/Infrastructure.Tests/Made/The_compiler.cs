namespace Serverless.Infrastructure.Tests.Made;

public class The_compiler
{
    [Theory]
    [InlineData("dev.bicepparam")]
    [InlineData("prod.bicepparam")]
    public async Task Finds_no_fault(string parameters)
    {
        using var compiler = new Compiler();
        Assert.Empty(await compiler.Check(parameters));
    }

    // Whether it looks at all: at what resources are made of, at what modules are given.
    [Fact]
    public async Task Finds_faults_where_there_are_some()
    {
        using var compiler = new Compiler();
        Break(compiler.PathOf("modules/servicebus.bicep"), "disableLocalAuth: true", "disableLocalAuth: 'yes'");
        Break(compiler.PathOf("modules/cosmos.bicep"), "enableMultipleWriteLocations", "enableManyWriteLocations");
        Break(compiler.PathOf("modules/system.bicep"), "    guide: guide\n", "");
        var said = await compiler.Check("dev.bicepparam");
        Assert.All(["servicebus.bicep", "BCP036", "cosmos.bicep", "BCP037", "system.bicep", "BCP035"], each => Assert.Contains(each, said));
    }

    // What would fail only after half of it has been made.
    [Theory]
    [InlineData("param privateNetwork = true", "cannot join a private network")]
    [InlineData("param cosmosReplicas = ['northeurope']", "has no replicas")]
    public async Task Refuses_parameters_that_do_not_fit_together(string parameter, string why)
    {
        using var compiler = new Compiler();
        await compiler.AddToDev("wrong.bicepparam", parameter);
        Assert.Contains(why, await compiler.Evaluate("wrong.bicepparam"));
    }

    private static void Break(string file, string right, string wrong)
    {
        var text = File.ReadAllText(file);
        Assert.Contains(right, text);
        File.WriteAllText(file, text.Replace(right, wrong));
    }
}
