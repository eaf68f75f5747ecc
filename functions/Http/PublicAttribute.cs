namespace Serverless.Functions.Http;

/// <summary>Marks a function that anyone may call. Every other HTTP function needs a caller (<see cref="Guard"/>).</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PublicAttribute : Attribute;
