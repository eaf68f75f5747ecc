using Serverless.Domain.Payments;
using Serverless.Workflows.Payments;

namespace Serverless.Adapters.Payments;

/// <summary>Reads what the provider has recorded.</summary>
internal sealed class StripeRecords(StripePages pages)
{
    // The provider's clock may be behind ours.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    public Task<IntentLookup> Find(IntentQuery query, CancellationToken stop) =>
        query.Intent is { } intent ? FindById(intent, stop) : Search(query, stop);

    /// <summary>The intent, then its refunds when money was taken, then its disputes when its charge says that there are some.</summary>
    public async Task<RecordLookup> Read(IntentId id, CancellationToken stop)
    {
        var answer = await pages.Intent(id, stop);
        if (answer is not StripeAnswer<StripeIntent>.Success { Body: var found })
        {
            return IsAbsent(answer) ? new RecordLookup.Absent() : Unavailable(answer);
        }
        if (!found.TryToDomain(out var intent))
        {
            return new RecordLookup.Unavailable(found.NotUnderstood());
        }
        if (intent.Status != IntentStatus.Succeeded)
        {
            return new RecordLookup.Found(new ProviderRecord(intent, found.Order(), [], []));
        }
        var refunds = await pages.All(StripePath.Refunds, id, StripeJson.Default.StripeListStripeRefund, refund => refund.Id, stop);
        if (refunds.Failed is { } noRefunds)
        {
            return Unavailable(noRefunds);
        }
        var disputes = found.LatestCharge is { Disputed: true }
            ? await pages.All(StripePath.Disputes, id, StripeJson.Default.StripeListStripeDispute, dispute => dispute.Id, stop)
            : default;
        return disputes.Failed is { } noDisputes
            ? Unavailable(noDisputes)
            : Record(intent, found, refunds.Items ?? [], disputes.Items ?? []);
    }

    public async Task<IntentListing> List(IntentWindow window, CancellationToken stop)
    {
        var (from, until) = (window.From.ToUnixTimeSeconds(), window.Until.ToUnixTimeSeconds());
        var answer = await pages.Intents($"&created[gte]={from}&created[lt]={until}", window.Cursor, stop);
        if (answer is not StripeAnswer<StripeList<StripeIntent>>.Success { Body: var page })
        {
            var (reason, after) = answer.Trouble;
            return new IntentListing.Unavailable(reason, after);
        }
        var intents = new List<ListedIntent>(page.Data.Count);
        foreach (var listed in page.Data)
        {
            if (!listed.TryToDomain(out var intent))
            {
                return new IntentListing.Unavailable(listed.NotUnderstood());
            }
            intents.Add(new ListedIntent(intent, listed.Order(), DateTimeOffset.FromUnixTimeSeconds(listed.Created)));
        }
        return new IntentListing.Page(intents, page.HasMore && page.Data is [.., var last] ? last.Id : null);
    }

    private async Task<IntentLookup> FindById(IntentId id, CancellationToken stop)
    {
        var answer = await pages.Intent(id, stop);
        return answer is StripeAnswer<StripeIntent>.Success { Body: var intent } ? Found(intent)
            : IsAbsent(answer) ? new IntentLookup.Absent()
            : NotFound(answer);
    }

    private async Task<IntentLookup> Search(IntentQuery query, CancellationToken stop)
    {
        var from = (query.CreatedAfter - ClockSkew).ToUnixTimeSeconds();
        for (string? cursor = null; ;)
        {
            var answer = await pages.Intents($"&created[gte]={from}", cursor, stop);
            if (answer is not StripeAnswer<StripeList<StripeIntent>>.Success { Body: var page })
            {
                return NotFound(answer);
            }
            if (page.Data.FirstOrDefault(intent => intent.Order() == query.Order) is { } match)
            {
                return Found(match);
            }
            if (!page.HasMore || page.Data is not [.., var last])
            {
                return new IntentLookup.Absent();
            }
            cursor = last.Id;
        }
    }

    private static RecordLookup Record(Intent intent, StripeIntent found, List<StripeRefund> refunds, List<StripeDispute> disputes)
    {
        var (knownRefunds, knownDisputes) = (refunds.ConvertAll(refund => refund.ToDomain()), disputes.ConvertAll(dispute => dispute.ToDomain()));
        return knownRefunds.Contains(null) || knownDisputes.Contains(null)
            ? new RecordLookup.Unavailable("A refund or dispute has a status or a currency that is not known here.")
            : new RecordLookup.Found(new ProviderRecord(intent, found.Order(), knownRefunds!, knownDisputes!));
    }

    private static bool IsAbsent(StripeAnswer<StripeIntent> answer) =>
        answer is StripeAnswer<StripeIntent>.Refused { Status: 404, Error.Code: "resource_missing" };

    private static IntentLookup Found(StripeIntent intent) =>
        intent.TryToDomain(out var known) ? new IntentLookup.Found(known) : new IntentLookup.Unavailable(intent.NotUnderstood());

    private static IntentLookup.Unavailable NotFound<T>(StripeAnswer<T> answer) => new(answer.Trouble.Reason, answer.Trouble.RetryAfter);

    private static RecordLookup.Unavailable Unavailable<T>(StripeAnswer<T> answer) => new(answer.Trouble.Reason, answer.Trouble.RetryAfter);
}
