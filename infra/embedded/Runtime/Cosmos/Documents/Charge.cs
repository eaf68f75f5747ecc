namespace Serverless.Embedded.Cosmos.Documents;

/// <summary>Request units about as the service charges them: 1 to read a kilobyte, 5 to write one.</summary>
internal static class Charge
{
    private const double PerWrittenKilobyte = 5;

    public static double Read(int bytes) => Kilobytes(bytes);

    public static double Write(int bytes) => PerWrittenKilobyte * Kilobytes(bytes);

    private static double Kilobytes(int bytes) => Math.Max(1, Math.Ceiling(bytes / 1024.0));
}
