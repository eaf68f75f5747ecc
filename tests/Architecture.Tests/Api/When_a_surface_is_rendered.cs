using Serverless.Architecture.Tests.Api.Samples;

namespace Serverless.Architecture.Tests.Api;

public class When_a_surface_is_rendered
{
    private const string Here = "Serverless.Architecture.Tests.Api.Samples.";

    private static readonly string[] Lines = [.. ApiSurface.Of(typeof(Sample).Assembly.GetTypes().Where(type => type.Namespace + "." == Here))];

    [Theory]
    [InlineData("ISample : interface")]
    [InlineData("ISample.Name : System.String { get; }")]
    [InlineData("ISample.Run(System.Int32 times) : System.Void abstract")]
    [InlineData("Sample : class <: Serverless.Architecture.Tests.Api.Samples.ISample, System.IDisposable")]
    [InlineData("Sample.Label : const System.String")]
    [InlineData("Sample.Name : System.String { get; set; }")]
    [InlineData("Sample.Count : System.Int32 { get; }")]
    [InlineData("Sample.Changed : event System.Action")]
    [InlineData("Sample.Answer(System.Collections.Generic.IReadOnlyDictionary<System.String, System.Object[]> values, System.Threading.CancellationToken stop = default) : System.Threading.Tasks.Task<System.Nullable<System.Int32>> virtual")]
    [InlineData("Sample.TryFind<T>(System.String key, out T found) : System.Boolean static")]
    [InlineData("Sample.op_Addition(Serverless.Architecture.Tests.Api.Samples.Sample left, Serverless.Architecture.Tests.Api.Samples.Sample right) : Serverless.Architecture.Tests.Api.Samples.Sample static")]
    [InlineData("Sample.ToString() : System.String virtual")]
    [InlineData("Sample.Run(System.Int32 times) : System.Void")]
    [InlineData("Sample.ctor(System.String name) protected")]
    [InlineData("Sample.Kind : enum")]
    [InlineData("Sample.Kind.Small : const Serverless.Architecture.Tests.Api.Samples.Sample.Kind = 1")]
    [InlineData("Sample<T> : abstract class")]
    [InlineData("Sample<T>.Value : T { get; set; }")]
    [InlineData("Sample<T>.Make(Serverless.Architecture.Tests.Api.Samples.Sample<T>.Part part) : T abstract")]
    [InlineData("Sample<T>.ctor() protected")]
    [InlineData("Sample<T>.Part : sealed class")]
    [InlineData("SampleExtensions : static class")]
    [InlineData("SampleExtensions.Twice(Serverless.Architecture.Tests.Api.Samples.ISample sample, ref System.Int32 number) : System.Int32 static")]
    [InlineData("SampleDelegate : delegate <: System.ICloneable, System.Runtime.Serialization.ISerializable")]
    public void A_member_that_others_can_see_has_its_line(string line) => Assert.Contains(Here + line, Lines);

    [Theory]
    [InlineData("Sample.ctor()")]
    [InlineData("Sample.Hidden")]
    [InlineData("Sample.get_Name")]
    [InlineData("Sample.add_Changed")]
    [InlineData("Sample.Kind.value__")]
    public void A_member_that_others_cannot_see_or_name_has_none(string start) =>
        Assert.DoesNotContain(Lines, line => line.StartsWith(Here + start, StringComparison.Ordinal));
}
