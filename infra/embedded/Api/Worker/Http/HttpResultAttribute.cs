using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class HttpResultAttribute : OutputBindingAttribute;
