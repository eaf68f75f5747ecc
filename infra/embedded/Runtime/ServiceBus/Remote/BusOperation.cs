namespace Serverless.Embedded.ServiceBus.Remote;

/// <summary>What a client in another process can ask of a broker: the path of its request.</summary>
internal static class BusOperation
{
    public const string Entities = "/entities";
    public const string Send = "/send";
    public const string CancelScheduled = "/cancel-scheduled";
    public const string Receive = "/receive";
    public const string EndWait = "/end-wait";
    public const string Peek = "/peek";
    public const string Complete = "/complete";
    public const string Abandon = "/abandon";
    public const string Defer = "/defer";
    public const string DeadLetter = "/dead-letter";
    public const string Renew = "/renew";

    /// <summary>The parameter that names the queue, topic or subscription.</summary>
    public const string Entity = "entity";

    /// <summary>The type of all bodies.</summary>
    public const string ContentType = "application/octet-stream";

    /// <summary>The status of an answer whose body is a refusal.</summary>
    public const int Refused = 409;
}
