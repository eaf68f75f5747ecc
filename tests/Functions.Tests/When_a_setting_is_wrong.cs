namespace Serverless.Functions.Tests;

public class When_a_setting_is_wrong
{
    [Theory]
    [InlineData("--Auth:Authority= ", "Auth__Authority is missing")]
    [InlineData("--Auth:Authority=nonsense", "Auth__Authority is 'nonsense'")]
    [InlineData("--Auth:RequireHttps=true", "should begin with https")]
    [InlineData("--Auth:Audience= ", "Auth__Audience is missing")]
    [InlineData("--Orders:PaymentWindow=00:00:30", "Orders__PaymentWindow should be between")]
    [InlineData("--Payments:CaptureMode=Sometimes", "Payments__CaptureMode should be Automatic or Manual")]
    [InlineData("--PaymentProvider:ApiKey= ", "PaymentProvider__ApiKey is missing")]
    [InlineData("--PaymentProvider:MaxConcurrency=0", "PaymentProvider__MaxConcurrency should be")]
    [InlineData("--PaymentProvider:CircuitBreaker:FailureRatio=0", "PaymentProvider__CircuitBreaker__FailureRatio should be")]
    [InlineData("--PaymentProvider:CircuitBreaker:Break=00:00:00", "PaymentProvider__CircuitBreaker__Break should be")]
    [InlineData("--Recovery:DoubtTries=-1", "Recovery__DoubtTries should be")]
    [InlineData("--Recovery:LongestDelay=00:00:00", "Recovery__LongestDelay should be")]
    [InlineData("--Reports:Days=93", "Reports__Days should be a whole number from 1 to 92")]
    [InlineData("--Reports:FreshFor=00:59:59", "Reports__FreshFor should be between")]
    [InlineData("--OTEL_EXPORTER_OTLP_ENDPOINT=collector:4317", "OTEL_EXPORTER_OTLP_ENDPOINT should be the address of a collector")]
    [InlineData("--OTEL_EXPORTER_OTLP_PROTOCOL=http/json", "OTEL_EXPORTER_OTLP_PROTOCOL should be grpc or http/protobuf")]
    [InlineData("--APPLICATIONINSIGHTS_AUTHENTICATION_STRING=yes", "APPLICATIONINSIGHTS_AUTHENTICATION_STRING should begin with Authorization=AAD")]
    [InlineData("--APPLICATIONINSIGHTS_CONNECTION_STRING=InstrumentationKey=1", "build with FunctionsRuntime=azure")]
    [InlineData("--RateLimits:Reads:PerSecond=-1", "RateLimits__Reads__PerSecond should be")]
    [InlineData("--RateLimits:Writes:Burst=0", "RateLimits__Writes__Burst should be")]
    [InlineData("--RateLimits:RefusedTokens:Burst=0", "RateLimits__RefusedTokens__Burst should be")]
    [InlineData("--RateLimits:TrustedProxies=9", "RateLimits__TrustedProxies should be")]
    [InlineData("--Docs:TokenPage=//elsewhere.example", "Docs__TokenPage is '//elsewhere.example'")]
    [InlineData("--Docs:TokenPage=javascript:alert(1)", "Docs__TokenPage is 'javascript:alert(1)'")]
    [InlineData("--Http:RequestTimeout=00:00:00.5", "Http__RequestTimeout should be between")]
    [InlineData("--Http:RequestTimeout=00:03:41", "Http__RequestTimeout should be between")]
    public async Task The_start_fails_and_names_it(string argument, string said)
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(async () => await (await Shop.Open([argument])).DisposeAsync());
        Assert.Contains(said, failure.Message, StringComparison.Ordinal);
    }
}
