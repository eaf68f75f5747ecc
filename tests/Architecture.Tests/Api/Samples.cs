// Small surfaces to compare, as assemblies would show them. Public and named as they are for that reason alone.
#pragma warning disable CA1040, CA1050, CA1052, CA1716
namespace Serverless.Architecture.Tests.Api.Samples;

public interface ISample
{
    string Name { get; }

    void Run(int times);
}

public class Sample : ISample, IDisposable
{
    public const string Label = "label";

    public string Name { get; protected set; } = "";

    public int Count { get; internal set; }

    public event Action? Changed;

    public virtual Task<int?> Answer(IReadOnlyDictionary<string, object?[]> values, CancellationToken stop = default) => Task.FromResult<int?>(Count);

    public static bool TryFind<T>(string key, out T? found)
    {
        found = default;
        return false;
    }

    public static Sample operator +(Sample left, Sample right) => left;

    public override string ToString() => Name;

    public void Run(int times) => Changed?.Invoke();

    public void Dispose() => GC.SuppressFinalize(this);

    protected Sample(string name) => Name = name;

    internal Sample()
    {
    }

    public enum Kind
    {
        Small = 1,
    }

    private sealed class Hidden;
}

public abstract class Sample<T>
{
    public T? Value { get; set; }

    public abstract T Make(Sample<T>.Part part);

    public sealed class Part;
}

public static class SampleExtensions
{
    public static int Twice(this ISample sample, ref int number) => number += number + sample.Name.Length;
}

public delegate Task SampleDelegate(ISample sample);
