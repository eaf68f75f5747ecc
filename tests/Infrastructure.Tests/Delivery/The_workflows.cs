using System.Text.RegularExpressions;
using Serverless.Architecture.Tests;

namespace Serverless.Infrastructure.Tests.Delivery;

public class The_workflows
{
    public static TheoryData<string> Names => [.. Workflow.All.Select(workflow => workflow.Name)];

    // A tag can be moved to other code, a commit cannot.
    [Theory]
    [MemberData(nameof(Names))]
    public void Use_actions_by_their_commit(string name) => Assert.All(
        Named(name).Every("uses").Where(action => !action.StartsWith("./", StringComparison.Ordinal)),
        action => Assert.Matches(@"^[\w-]+/[\w/-]+@[0-9a-f]{40}$", action));

    [Theory]
    [MemberData(nameof(Names))]
    public void Call_workflows_that_exist(string name) => Assert.All(
        Named(name).Every("uses").Where(action => action.StartsWith("./", StringComparison.Ordinal)),
        path => Assert.True(File.Exists(Repository.PathOf(path)), path));

    [Theory]
    [MemberData(nameof(Names))]
    public void Say_what_they_may_do(string name) => Assert.True(Named(name).Has("permissions"));

    [Theory]
    [MemberData(nameof(Names))]
    public void Give_each_job_an_end(string name) => Assert.All(Named(name).Jobs, job =>
        Assert.Contains(job.Job.Children.Keys.Select(key => key.ToString()), key => key is "timeout-minutes" or "uses"));

    // What is put into the text of a script is run: it comes as an environment variable instead.
    [Theory]
    [MemberData(nameof(Names))]
    public void Put_no_expression_into_a_script(string name) => Assert.All(Named(name).Every("run"), run => Assert.DoesNotContain("${{", run));

    [Theory]
    [MemberData(nameof(Names))]
    public void Never_run_strangers_code_with_our_rights(string name) => Assert.DoesNotContain("pull_request_target", TextOf(name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_what_exists(string name)
    {
        var makefile = File.ReadAllText(Repository.PathOf("Makefile"));
        var targets = Regex.Matches(makefile, @"^([a-z]+):", RegexOptions.Multiline).Select(match => match.Groups[1].Value).ToHashSet();
        var lines = Named(name).Every("run").SelectMany(run => run.Split('\n')).Where(line => line.Trim() != "");
        Assert.All(lines, line =>
        {
            var words = line.Split(' ');
            Assert.True(words[0] == "make" ? targets.Contains(words[1]) : IsScript(words[0]), line);
        });
    }

    // What the parameter files read has to be there.
    [Fact]
    public void Set_what_the_parameter_files_read()
    {
        var release = Named("release.yml");
        var parameters = File.ReadAllText(Repository.PathOf("infra/azure/prod.bicepparam"));
        var needed = Regex.Matches(parameters, @"readEnvironmentVariable\('(\w+)'\)").Select(match => match.Groups[1].Value);
        Assert.All(needed, variable => Assert.NotEmpty(release.Every(variable)));
    }

    [Fact]
    public void Keep_no_secret() => Assert.All(Workflow.All, workflow => Assert.DoesNotContain("secrets.", TextOf(workflow.Name)));

    private static string TextOf(string name) => File.ReadAllText(Repository.PathOf($".github/workflows/{name}"));

    private static bool IsScript(string path) => File.Exists(Repository.PathOf(path))
        && (OperatingSystem.IsWindows() || File.GetUnixFileMode(Repository.PathOf(path)).HasFlag(UnixFileMode.UserExecute));

    private static Workflow Named(string name) => Workflow.All.Single(workflow => workflow.Name == name);
}
