namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

public enum Cardinality
{
    Many = 0,
    One = 1,
}

public interface ISupportCardinality
{
    Cardinality Cardinality { get; set; }
}
