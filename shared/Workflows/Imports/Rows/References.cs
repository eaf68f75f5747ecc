using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Serverless.Workflows.Imports.Rows;

/// <summary>
/// Which references an upload has named so far, so that one that comes again is refused whoever is placed first. It keeps a hash of each:
/// 100,000 orders take some megabytes.
/// </summary>
internal sealed class References
{
    private readonly Dictionary<UInt128, int> rows = [];

    /// <summary>The row of the order that named this one's reference first; null for an order without one.</summary>
    public int? FirstRow(ImportOrder order)
    {
        if (order.Reference is null)
            return null;
        // Neither can hold a line break.
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{order.Customer}\n{order.Reference}"));
        var name = BinaryPrimitives.ReadUInt128LittleEndian(hash);
        return rows.TryAdd(name, order.Rows[0]) ? order.Rows[0] : rows[name];
    }
}
