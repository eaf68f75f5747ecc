namespace Serverless.Embedded.Cosmos.Queries;

/// <summary>A built-in function.</summary>
/// <param name="Name">In upper case.</param>
/// <param name="Fewest">Arguments it needs.</param>
/// <param name="Most">Arguments it can take.</param>
/// <param name="Run">Computes it; gets as many arguments as the query gives.</param>
internal sealed record Function(string Name, int Fewest, int Most, Func<Value[], Value> Run);
