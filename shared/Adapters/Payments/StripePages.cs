using System.Text.Json.Serialization.Metadata;
using Serverless.Domain.Payments;

namespace Serverless.Adapters.Payments;

/// <summary>Gets what the provider has recorded, page by page.</summary>
internal sealed class StripePages(StripeClient stripe)
{
    public Task<StripeAnswer<StripeIntent>> Intent(IntentId id, CancellationToken stop) =>
        stripe.Get($"{StripePath.Of(id)}?expand[]=latest_charge", StripeJson.Default.StripeIntent, stop);

    /// <summary>One page of intents, newest first.</summary>
    public Task<StripeAnswer<StripeList<StripeIntent>>> Intents(string filter, string? cursor, CancellationToken stop) => stripe.Get(
        $"{StripePath.Intents}?limit=100{filter}&expand[]=data.latest_charge{After(cursor)}", StripeJson.Default.StripeListStripeIntent, stop);

    /// <summary>All that belongs to an intent, from every page; or what failed.</summary>
    public async Task<(List<T>? Items, StripeAnswer<StripeList<T>>? Failed)> All<T>(
        string path, IntentId intent, JsonTypeInfo<StripeList<T>> type, Func<T, string> id, CancellationToken stop)
    {
        var items = new List<T>();
        for (string? cursor = null; ;)
        {
            var answer = await stripe.Get($"{path}?limit=100&payment_intent={Uri.EscapeDataString(intent.Value)}{After(cursor)}", type, stop);
            if (answer is not StripeAnswer<StripeList<T>>.Success { Body: var page })
            {
                return (null, answer);
            }
            items.AddRange(page.Data);
            if (!page.HasMore || page.Data is not [.., var last])
            {
                return (items, null);
            }
            cursor = id(last);
        }
    }

    private static string After(string? cursor) => cursor is null ? "" : $"&starting_after={Uri.EscapeDataString(cursor)}";
}
