using System.Net;
using System.Text;
using Serverless.Embedded.Storage;
using Serverless.Embedded.Wire;

namespace Serverless.Embedded.Payments;

/// <summary>
/// The page on which a person approves or refuses a payment (3-D Secure): <c>GET</c> and <c>POST /3ds/{intent}</c>. It wants no key: whoever
/// has the address, which cannot be guessed, is the buyer.
/// </summary>
internal sealed class ChallengePage(Database database, IntentRules rules, PaymentIntents intents)
{
    private const string Root = "/3ds/";

    public static string Address(string publicAddress, Intent intent) => publicAddress + Root + intent.Id;

    /// <summary>The intent that a path of this page names; null for any other path.</summary>
    public static string? IntentOf(string path) => path.StartsWith(Root, StringComparison.Ordinal) ? path[Root.Length..] : null;

    public async Task<WireResponse> Answer(WireRequest request, string id, long now, CancellationToken stop)
    {
        if (request.Method == "GET")
        {
            return Show(database.Read(connection => PaymentStore.FindIntent(connection, id)));
        }
        if (request.Method != "POST")
        {
            return new WireResponse(405).With("Allow", "GET, POST");
        }
        var form = Parameters.Form((await request.ReadBody(stop)).Span);
        var decision = form.Required("decision");
        if (decision is not ("approve" or "refuse"))
        {
            return Html(400, "Not understood", "<p>The decision is either to approve or to refuse.</p>");
        }
        var decided = await database.Write(connection =>
        {
            if (PaymentStore.FindIntent(connection, id) is not { } intent)
            {
                return null;
            }
            var change = decision == "approve" ? rules.Approve(intent, now) : IntentRules.Refuse(intent);
            intents.Save(connection, intent, change, now);
            return change.Intent;
        });
        return decided?.ReturnUrl is { } back
            ? new WireResponse(303).With("Location", back + (back.Contains('?', StringComparison.Ordinal) ? '&' : '?') + "payment_intent=" + decided.Id)
            : Show(decided);
    }

    private static WireResponse Show(Intent? intent) => intent switch
    {
        null => Html(404, "No such payment", "<p>This payment does not exist.</p>"),
        { Status: IntentStatus.RequiresAction } => Html(200, "Approve this payment?", $"""
            <p class="amount">{Currencies.Show(intent.Amount, intent.Currency)}</p>
            <p>Card ending in {TestMethods.Find(intent.PaymentMethod!)!.Last4}{(intent.Order is { } order ? "<br>Order " + WebUtility.HtmlEncode(order) : "")}</p>
            <form method="post">
              <button name="decision" value="approve" class="approve" autofocus>Approve</button>
              <button name="decision" value="refuse">Refuse</button>
            </form>
            """),
        { Status: IntentStatus.Succeeded or IntentStatus.RequiresCapture or IntentStatus.Processing } => Html(200, "Payment approved", "<p>You can close this page.</p>"),
        { Status: IntentStatus.Canceled } => Html(200, "Payment canceled", "<p>Nothing was charged. You can close this page.</p>"),
        _ => Html(200, "Payment not made", "<p>Nothing was charged. You can close this page.</p>"),
    };

    private static WireResponse Html(int status, string title, string content) => new WireResponse(status, Encoding.UTF8.GetBytes($$"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{{title}}</title>
        <style>
        :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
        body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: Canvas; color: CanvasText; }
        main { width: min(22rem, 100% - 3rem); padding: 2rem; box-sizing: border-box; border: 1px solid #8886; border-radius: 12px; }
        h1 { font-size: 1.25rem; margin: 0 0 1rem; }
        .amount { font-size: 2rem; font-weight: 600; margin: 0; }
        form { display: flex; gap: .75rem; margin-top: 1.5rem; }
        button { flex: 1; padding: .7rem; font: inherit; border: 1px solid #8886; border-radius: 8px; background: transparent; color: inherit; cursor: pointer; }
        .approve { background: #1a6b3c; border-color: #1a6b3c; color: #fff; }
        footer { margin-top: 1.5rem; font-size: .8rem; opacity: .7; }
        </style>
        </head>
        <body>
        <main>
        <h1>{{title}}</h1>
        {{content}}
        <footer>Test payment provider: no real money moves.</footer>
        </main>
        </body>
        </html>
        """), "text/html; charset=utf-8")
        .With("Cache-Control", "no-store")
        .With("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
}
