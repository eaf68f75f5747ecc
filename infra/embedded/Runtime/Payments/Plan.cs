using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Payments;

/// <summary>What a POST will do, decided before anything is done.</summary>
internal abstract record Plan
{
    private Plan() { }

    /// <summary>Nothing: the parameters are wrong. Not kept for the idempotency key.</summary>
    public sealed record Refuse(ApiError Error) : Plan;

    /// <summary>Work in a transaction that also keeps the answer for the idempotency key.</summary>
    public sealed record Execute(Func<Connection, Answer> Work, Fault? Fault = null) : Plan;

    public static implicit operator Plan(ApiError error) => new Refuse(error);
}
