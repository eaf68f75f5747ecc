namespace Serverless.Functions.Http;

/// <summary>Marks a function that needs a caller with the role <c>operator</c>. Every other caller is refused (<see cref="Guard"/>).</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OperatorsOnlyAttribute : Attribute;
