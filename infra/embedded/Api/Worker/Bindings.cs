namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions
{
    [AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
    public abstract class BindingAttribute : Attribute;
    public abstract class TriggerBindingAttribute : BindingAttribute;
    public abstract class InputBindingAttribute : BindingAttribute;
    public abstract class OutputBindingAttribute : BindingAttribute;
}

namespace Microsoft.Azure.Functions.Worker
{
    public abstract class RetryAttribute : Attribute
    {
        public int MaxRetryCount { get; protected set; }
    }
}
