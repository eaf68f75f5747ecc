using Serverless.Embedded.Payments.Webhooks;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Payments;

/// <summary>The operations of <c>/v1/payment_intents</c>.</summary>
internal sealed class PaymentIntents(PaymentStore store, IntentRules rules, EventLog events)
{
    public Plan Create(Call call)
    {
        var read = call.Parameters;
        var amount = IntentParameters.Amount(read);
        var currency = IntentParameters.Currency(read, amount);
        var confirm = read.Flag("confirm") ?? false;
        var method = IntentParameters.Method(read);
        var returnUrl = IntentParameters.ReturnUrl(read);
        var offSession = read.Flag("off_session");
        var types = read.Entries("payment_method_types");
        var automatic = read.Flag("automatic_payment_methods[enabled]");
        var redirects = read.Choice("automatic_payment_methods[allow_redirects]", "always", "never");
        var intent = New(call, amount, currency) with
        {
            ManualCapture = read.Choice("capture_method", "automatic", "automatic_async", "manual") == "manual",
            PaymentMethod = method?.Id,
            PaymentMethodTypes = types is null && automatic is false ? ["card"] : types?.ToArray(),
            AllowsRedirects = redirects != "never",
            Description = read.Text("description", 1000),
            Metadata = read.Map("metadata"),
            Status = method is null ? IntentStatus.RequiresPaymentMethod : IntentStatus.RequiresConfirmation,
        };
        var expand = Expand.Read(read, "latest_charge");
        if (types is not null && automatic is true)
        {
            read.Fail(ApiError.Invalid("Give payment_method_types or automatic_payment_methods, not both.", param: "payment_method_types"));
        }
        if (!confirm && (returnUrl ?? (offSession is null ? null : "")) is not null)
        {
            read.Fail(ApiError.Invalid("return_url and off_session belong to a confirmation: set confirm=true.", param: returnUrl is null ? "off_session" : "return_url"));
        }
        if (read.Error() is { } error)
        {
            return error;
        }
        var change = confirm ? rules.Confirm(intent, method, returnUrl, offSession ?? false, call.Now) : new Change(intent);
        if (change.Error is { Status: 400 } refused)
        {
            // What cannot be confirmed is not created either.
            return refused with { Intent = null };
        }
        var (state, answer) = (PaymentStore.State(change.Intent), Show(change, call, expand));
        return new Plan.Execute(connection =>
        {
            store.Add(connection, change.Intent, state);
            WriteLedger(connection, change, call.Now);
            events.Record(connection, null, change.Intent, call.Now);
            return answer;
        }, confirm ? method?.Fault : null);
    }

    public Plan Confirm(Call call, string id, Intent? current)
    {
        var read = call.Parameters;
        var given = IntentParameters.Method(read);
        var returnUrl = IntentParameters.ReturnUrl(read);
        var offSession = read.Flag("off_session") ?? false;
        var capture = read.Choice("capture_method", "automatic", "automatic_async", "manual");
        var fault = (given ?? IntentParameters.Known(current?.PaymentMethod))?.Fault;
        return Operate(call, id, intent => rules.Confirm(
            capture is null ? intent : intent with { ManualCapture = capture == "manual" },
            given ?? IntentParameters.Known(intent.PaymentMethod), returnUrl, offSession, call.Now), fault);
    }

    public Plan Capture(Call call, string id, Intent? current)
    {
        var amount = call.Parameters.Integer("amount_to_capture", 1, IntentParameters.MostPerCharge);
        return Operate(call, id, intent => rules.Capture(intent, amount, call.Now), LaterFault(current));
    }

    public Plan Cancel(Call call, string id, Intent? current)
    {
        var reason = call.Parameters.Choice("cancellation_reason", "duplicate", "fraudulent", "requested_by_customer", "abandoned");
        return Operate(call, id, intent => IntentRules.Cancel(intent, reason, call.Now), LaterFault(current));
    }

    /// <summary>How the provider misbehaves once an intent is authorized or paid.</summary>
    public static Fault? LaterFault(Intent? intent) =>
        IntentParameters.Known(intent?.LatestCharge?.PaymentMethod ?? intent?.PaymentMethod)?.LaterFault;

    public static Answer Get(Connection connection, Call call, string id)
    {
        call.Parameters.Text("client_secret");
        var expand = Expand.Read(call.Parameters, "latest_charge");
        return call.Parameters.Error() is { } error ? Body.Error(error, call)
            : PaymentStore.FindIntent(connection, id) is { } intent ? Show(new(intent), call, expand)
            : Body.Error(ApiError.Missing("payment_intent", id, "intent"), call);
    }

    public static Answer List(Connection connection, Call call)
    {
        var read = call.Parameters;
        var created = CreatedWindow.Read(read);
        var most = (int)(read.Integer("limit", 1, 100) ?? 10);
        var after = read.Text("starting_after");
        var expand = Expand.Read(read, "data.latest_charge");
        if (after is not null && PaymentStore.FindIntent(connection, after) is null)
        {
            read.Fail(ApiError.Missing("payment_intent", after, "starting_after", inPath: false));
        }
        if (read.Error() is { } error)
        {
            return Body.Error(error, call);
        }
        var before = after is null ? long.MaxValue : Ids.Number(after, "pi_")!.Value;
        return Body.List("/v1/payment_intents", PaymentStore.ListIntents(connection, created, before, most + 1), most,
            (writer, intent) => IntentJson.Write(writer, intent, call.PublicAddress, expand));
    }

    private Plan Operate(Call call, string id, Func<Intent, Change> operation, Fault? fault = null)
    {
        var expand = Expand.Read(call.Parameters, "latest_charge");
        if (call.Parameters.Error() is { } error)
        {
            return error;
        }
        return new Plan.Execute(connection =>
        {
            if (PaymentStore.FindIntent(connection, id) is not { } intent)
            {
                return Body.Error(ApiError.Missing("payment_intent", id, "intent"), call);
            }
            var change = operation(intent);
            Save(connection, intent, change, call.Now);
            return Show(change, call, expand);
        }, fault);
    }

    /// <summary>Writes a changed intent and its movement of money. Call it in a write.</summary>
    public void Save(Connection connection, Intent before, Change change, long now)
    {
        if (!ReferenceEquals(before, change.Intent))
        {
            store.Save(connection, change.Intent);
            WriteLedger(connection, change, now);
            events.Record(connection, before, change.Intent, now);
        }
    }

    private static void WriteLedger(Connection connection, Change change, long now)
    {
        foreach (var movement in change.Movements)
        {
            Ledger.Write(connection, change.Intent, movement, now);
        }
    }

    private static Answer Show(Change change, Call call, bool expand) => change.Error is { } error
        ? Body.Error(error, call)
        : new(200, Body.Write((change.Intent, call.PublicAddress, expand), static (writer, state) => IntentJson.Write(writer, state.Intent, state.PublicAddress, state.expand)));

    private Intent New(Call call, long amount, string currency)
    {
        var number = store.NextIntentNumber();
        var id = Ids.New("pi_", number);
        return new Intent
        {
            Number = number,
            Id = id,
            Secret = Ids.Random(id + "_secret_", 24),
            Amount = amount,
            Currency = currency,
            Created = call.Now,
            Status = IntentStatus.RequiresPaymentMethod,
        };
    }
}
