namespace Serverless.Embedded.Storage;

/// <summary>The data file cannot be used; the message says why and what to do.</summary>
internal sealed class DataFileException(string message, Exception? innerException = null) : Exception(message, innerException);
