using Serverless.Embedded.Host.Tests.Refused;

namespace Serverless.Embedded.Host.Tests;

public class When_a_function_cannot_be_bound
{
    [Theory]
    [InlineData(typeof(ReturnsText), "Function 'F': its return value of type System.String would be answered as 200 without a body.")]
    [InlineData(typeof(ReturnsObject), "Function 'F': its return value of type System.Object would be answered as 200 without a body.")]
    [InlineData(typeof(OutputOfHttp), "Function 'F': an output attribute on the method of an HTTP function leaves it without an answer.")]
    [InlineData(typeof(TakesNoRequest), "Function 'F', parameter 'body': an HTTP trigger is bound to HttpRequest, not to System.String.")]
    [InlineData(typeof(UserLevel), "Function 'F', parameter 'http': the authorization level User is not supported")]
    [InlineData(typeof(RetriesHttp), "Function 'F': an HTTP function is not retried, so FixedDelayRetry would be ignored.")]
    [InlineData(typeof(BadRoute), "Function 'F', parameter 'http': the route 'api/a/{b' cannot be used:")]
    [InlineData(typeof(UnknownConstraint),
        "Function 'F', parameter 'http': the route 'api/a/{b:whole}' cannot be used: there is no constraint 'whole'.")]
    [InlineData(typeof(UnknownParameter), "Function 'F', parameter 'data': nothing gives a value of type System.IO.Stream.")]
    [InlineData(typeof(UnknownInput), "Function 'F', parameter 'data': the binding blobInput is not supported by the embedded runtime.")]
    [InlineData(typeof(UnknownTrigger),
        "Function 'F', parameter 'data': the trigger blobTrigger is not supported by the embedded runtime.")]
    [InlineData(typeof(Sessions), "Function 'F', parameter 'message':")]
    [InlineData(typeof(NoTrigger), "Function 'F': a function has one trigger, and")]
    [InlineData(typeof(TwoTriggers), "Function 'F', parameter 'b': a function has one trigger, and")]
    [InlineData(typeof(NotPublic), "Function 'F': Serverless.Embedded.Host.Tests.Refused.NotPublic.Run and its class must be public.")]
    [InlineData(typeof(SameName), "Function 'f': two methods have this name,")]
    [InlineData(typeof(BadName), "Function '2nd': a name begins with a letter,")]
    public async Task The_start_fails_and_says_why(Type functions, string reason)
    {
        var failure = await Assert.ThrowsAsync<BindingException>(() => SampleApp.StartOnly(functions));

        Assert.StartsWith(reason, failure.Message, StringComparison.Ordinal);
        Assert.Equal(failure.Message, StartFailure.Describe(failure));
    }

    [Fact]
    public async Task An_http_function_needs_the_web_application()
    {
        var failure = await Assert.ThrowsAsync<BindingException>(() =>
            SampleApp.Start(configure: builder => builder.Host.IsWebApplication = false));

        Assert.EndsWith("an HTTP function needs builder.ConfigureFunctionsWebApplication() in the program.", failure.Message,
            StringComparison.Ordinal);
    }
}
