using Serverless.Contracts;

namespace Serverless.Workflows.Catalog;

/// <summary>A product as the change feed delivers it. Everything may be missing: nothing that the feed brings may stop it.</summary>
public sealed record ProductChange(string? Id, string? Name, Amount? Price);
