using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Payments;

/// <summary>The operations of <c>/v1/charges</c>: reading.</summary>
internal static class Charges
{
    public static Answer Get(Connection connection, Call call, string id) =>
        call.Parameters.Error() is { } error ? Body.Error(error, call)
        : PaymentStore.FindIntentOfCharge(connection, id) is { } intent
            ? new(200, Body.Write((intent, charge: intent.Charges.First(one => one.Id == id)), static (writer, state) => ChargeJson.Write(writer, state.intent, state.charge)))
        : Body.Error(ApiError.Missing("charge", id, "charge"), call);
}
