using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Serverless.Embedded.Queues.Account;

/// <summary>Messages as they cross the wire.</summary>
internal static class QueueXml
{
    public static HttpContent Write(string text) =>
        new StringContent(new XElement("QueueMessage", new XElement("MessageText", text)).ToString(SaveOptions.DisableFormatting), Encoding.UTF8, "application/xml");

    public static IReadOnlyList<QueueMessage> Read(string xml) =>
        [.. XDocument.Parse(xml, LoadOptions.PreserveWhitespace).Descendants("QueueMessage").Select(Read)];

    private static QueueMessage Read(XElement message) => new(
        Text(message, "MessageId"), Text(message, "MessageText"), Text(message, "PopReceipt"),
        long.Parse(Text(message, "DequeueCount"), CultureInfo.InvariantCulture),
        Instant(message, "InsertionTime"), Instant(message, "ExpirationTime"), Instant(message, "TimeNextVisible"));

    private static string Text(XElement message, string name) => message.Element(name)?.Value ?? throw new FormatException($"A message came without its {name}.");

    private static DateTimeOffset Instant(XElement message, string name) =>
        DateTimeOffset.ParseExact(Text(message, name), "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
