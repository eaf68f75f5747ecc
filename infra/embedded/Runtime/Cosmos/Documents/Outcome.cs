namespace Serverless.Embedded.Cosmos.Documents;

/// <summary>How an operation ended, in HTTP's terms.</summary>
/// <param name="Status">200, 201, 204, 304, or above 399 when nothing was done.</param>
/// <param name="Lsn">Of the document as it is now; 0 when there is none to speak of.</param>
/// <param name="Body">The document; empty when the caller does not want it.</param>
/// <param name="Message">What is wrong; null when nothing is.</param>
/// <param name="SubStatus">Cosmos DB's own code beside the status; 0: none.</param>
/// <param name="Charge">In request units: what the service would charge, roughly.</param>
internal readonly record struct Outcome(int Status, long Lsn = 0, ReadOnlyMemory<byte> Body = default, string? Message = null, int SubStatus = 0, double Charge = 1)
{
    public bool Succeeded => Status is < 400;

    public static readonly Outcome NotRun = new(424, Message: "Another operation of the batch failed.", Charge: 0);
    public static readonly Outcome NotFound = new(404, Message: "There is no document with this id and partition key.");
    public static readonly Outcome IdTaken = new(409, Message: "There is a document with this id already.");
    public static readonly Outcome ValueTaken = new(409, Message: "Another document of the partition has the same values of a unique key.");
    public static readonly Outcome Changed = new(412, Message: "The document is not the version that If-Match names.");
    public static readonly Outcome NotModified = new(304);
}
