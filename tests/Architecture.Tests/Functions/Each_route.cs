using Microsoft.Azure.Functions.Worker;

namespace Serverless.Architecture.Tests.Functions;

public class Each_route
{
    private const string CatchAll = "ZUnrouted";

    public static TheoryData<string> Names => [.. FunctionMethod.WithTrigger<HttpTriggerAttribute>().Select(each => each.Function.Name)];

    // The host asks functions in the order of their names; in which spelling of that order, it does not say.
    [Theory]
    [MemberData(nameof(Names))]
    public void Comes_before_the_one_that_takes_any(string name)
    {
        Assert.True(StringComparer.OrdinalIgnoreCase.Compare(name, CatchAll) <= 0);
        Assert.True(StringComparer.Ordinal.Compare(name, CatchAll) <= 0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Names_its_path_and_its_methods(string name)
    {
        var trigger = Trigger(name);
        Assert.False(string.IsNullOrEmpty(trigger.Route));
        Assert.NotEmpty(trigger.Methods ?? []);
    }

    // The host answers 404 to a HEAD that no trigger names.
    [Theory]
    [MemberData(nameof(Names))]
    public void That_can_be_read_answers_HEAD_too(string name)
    {
        var methods = Trigger(name).Methods!;
        Assert.Equal(methods.Contains("get"), methods.Contains("head"));
    }

    private static HttpTriggerAttribute Trigger(string name) =>
        FunctionMethod.WithTrigger<HttpTriggerAttribute>().Single(each => each.Function.Name == name).Trigger;
}
