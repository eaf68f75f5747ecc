namespace Microsoft.Azure.Functions.Worker;

public abstract class InvocationResult<T>
{
    public abstract T? Value { get; set; }
}

public abstract class InvocationResult : InvocationResult<object>;

public static class FunctionContextBindingFeatureExtensions
{
    /// <summary>What the function returned: null before it ran. Middleware may put another value in its place.</summary>
    public static InvocationResult GetInvocationResult(this FunctionContext context) => context.Features.Get<InvocationResult>()!;
}
