using System.IO.Pipelines;

namespace Serverless.Workflows.Imports.Rows;

/// <summary>Reads a body into chunks, in constant memory: one line, one chunk, and a hash of each reference.</summary>
internal static class Upload
{
    /// <summary>Reads all of it. Each chunk is saved before the next one is begun.</summary>
    /// <exception cref="UploadRefusedException">It cannot be taken.</exception>
    public static async Task<UploadedRows> Read(
        Import.Uploading import, PipeReader body, Func<ImportChunk, Task> save, CancellationToken stop)
    {
        using var lines = new LineReader(body);
        var references = new References();
        RowReader rows = import.Format == ImportFormat.Csv ? new CsvRows(references) : new NdjsonRows(references);
        var chunks = new ChunkFiller(import.Id, import.Attempt, import.By);
        while (await lines.Next(stop) is { } line)
            await Add(rows.Read(line));
        await Add(rows.End());
        if (!chunks.IsEmpty)
            await save(chunks.Take());
        return chunks.Rows > 0
            ? new UploadedRows(chunks.Chunks, chunks.Rows, lines.Fingerprint(import.Format))
            : throw UploadRefusedException.NoRows();

        async ValueTask Add(IEnumerable<RowOutcome> outcomes)
        {
            foreach (var outcome in outcomes)
                chunks.Add(outcome);
            if (chunks.Orders > ImportLimits.MaxOrders)
                throw UploadRefusedException.TooManyOrders();
            if (chunks.Rows > ImportLimits.MaxRows)
                throw UploadRefusedException.TooManyRows();
            if (chunks.IsFull)
                await save(chunks.Take());
        }
    }

    /// <summary>Reads all of it for its fingerprint alone.</summary>
    /// <exception cref="UploadRefusedException">It is too large.</exception>
    public static async Task<string> Fingerprint(ImportFormat format, PipeReader body, CancellationToken stop)
    {
        using var lines = new LineReader(body);
        await lines.Skip(stop);
        return lines.Fingerprint(format);
    }
}

/// <summary>What an upload came to.</summary>
internal sealed record UploadedRows(int Chunks, int Rows, string Fingerprint);
