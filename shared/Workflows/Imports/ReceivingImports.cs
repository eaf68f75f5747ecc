using System.IO.Pipelines;
using Microsoft.Extensions.Logging;
using Serverless.Domain;
using Serverless.Domain.Imports;
using Serverless.Workflows.Imports.Rows;

namespace Serverless.Workflows.Imports;

/// <summary>
/// Takes uploads. The rows are stored first, then the import is accepted in one write, and what is returned then is put on the queue: an
/// upload that breaks anywhere before places nothing. A crash after it is made up for by the same request again, or by
/// <see cref="ResumingImports"/>.
/// </summary>
public sealed partial class ReceivingImports(IImportStore imports, TimeProvider clock, ILogger<ReceivingImports> log)
{
    private static readonly TimeSpan TimeToGiveUp = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Reads an upload to its end. The same key and body are the same import, however often; a key whose upload broke may be used again.
    /// </summary>
    public async Task<ReceiveResult> Receive(
        CustomerId by, IdempotencyKey key, ImportFormat format, PipeReader body, CancellationToken stop)
    {
        var id = ImportId.For(by, key);
        var known = await imports.Find(id, stop);
        try
        {
            if (Accepted(known?.State) is { } accepted)
                return await Repeat(accepted, format, body, stop);

            var import = new Import.Uploading(id, by, format, (known?.State.Attempt ?? 0) + 1, clock.GetUtcNow());
            return await imports.Save(import, known?.Version, stop) is { } version
                ? await Read(import, version, body, stop)
                : new ReceiveResult.Superseded();
        }
        catch (UploadRefusedException no)
        {
            return new ReceiveResult.Refused(no.Code, no.Message, no.IsTooLarge);
        }
    }

    private async Task<ReceiveResult> Read(Import.Uploading import, StoreVersion version, PipeReader body, CancellationToken stop)
    {
        try
        {
            var rows = await Upload.Read(import, body, chunk => imports.Save(chunk, stop), stop);
            var accepted = new Import.Accepted(
                import.Id, import.By, import.Format, import.Attempt, import.StartedAt, rows.Fingerprint, rows.Chunks, rows.Rows, clock.GetUtcNow());
            return await imports.Save(accepted, version, stop) is not null
                ? new ReceiveResult.Accepted(ImportView.Of(accepted, ImportProgress.None), Replayed: false, Batches.All(accepted))
                : new ReceiveResult.Superseded();
        }
        catch (UploadRefusedException no)
        {
            await GiveUp(import, version, no.Code, no.Message);
            throw;
        }
        catch
        {
            await GiveUp(import, version, "upload_broken", "The upload broke off. Send it again.");
            throw;
        }
    }

    private async Task<ReceiveResult> Repeat(Import.Accepted import, ImportFormat format, PipeReader body, CancellationToken stop)
    {
        if (await Upload.Fingerprint(format, body, stop) != import.Fingerprint)
            return new ReceiveResult.KeyReused();
        var begun = ImportView.Of(import with { Resumes = 0, ResumedAt = null }, ImportProgress.None);
        return new ReceiveResult.Accepted(begun, Replayed: true, await Batches.Unplaced(import, imports, stop));
    }

    private static Import.Accepted? Accepted(Import? import) => import switch
    {
        Import.Accepted accepted => accepted,
        Import.Completed completed => completed.Was,
        _ => null,
    };

    // The client may have gone, and with it the token that stops. What cannot be written now is found out when the upload's time is up.
    private async Task GiveUp(Import.Uploading import, StoreVersion version, string code, string reason)
    {
        using var limit = new CancellationTokenSource(TimeToGiveUp, clock);
        try
        {
            var broken = new Import.Broken(
                import.Id, import.By, import.Format, import.Attempt, import.StartedAt, code, reason, clock.GetUtcNow());
            await imports.Save(broken, version, limit.Token);
        }
        catch (Exception failure)
        {
            ImportNotGivenUp(log, failure, import.Id.Value);
        }
    }

    [LoggerMessage(7001, LogLevel.Warning, "The upload of import {Import} broke, and that could not be written down; it shows when its time is up")]
    private static partial void ImportNotGivenUp(ILogger log, Exception failure, string import);
}
