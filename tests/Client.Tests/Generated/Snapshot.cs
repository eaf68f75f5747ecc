using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Embedded.Storage;

namespace Serverless.Client.Tests.Generated;

/// <summary>
/// All that is stored: documents, messages, queues, and the provider's payments, refunds and ledger. Without what the host writes for itself:
/// who reads the change feed, when timers ran, and which messages are locked. And without imports: an upload that is refused is noted as failed.
/// </summary>
internal static class Snapshot
{
    private static readonly string[] Tables =
    [
        "SELECT d.* FROM cosmos_documents d JOIN cosmos_containers c ON c.number = d.container WHERE c.name NOT IN ('leases', 'imports') ORDER BY d.key",
        "SELECT * FROM bus_messages ORDER BY key",
        "SELECT * FROM queue_messages ORDER BY 1",
        "SELECT * FROM payment_intents ORDER BY number",
        "SELECT * FROM payment_refunds ORDER BY number",
        "SELECT * FROM payment_ledger ORDER BY number",
    ];

    public static IReadOnlyList<string> Of(App app) => app.Services.GetRequiredService<Database>().Read(connection =>
    {
        var lines = new List<string>();
        foreach (var table in Tables)
        {
            using var rows = connection.Query(table);
            while (rows.Read())
            {
                lines.Add(string.Join('|', Enumerable.Range(0, rows.FieldCount).Select(field => Text(rows.GetValue(field)))));
            }
        }
        return lines;
    });

    private static string Text(object value) =>
        value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
