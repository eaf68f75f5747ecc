using System.Globalization;
using System.Net;
using Microsoft.Azure.Cosmos;
using Serverless.Workflows;

namespace Serverless.Adapters.Cosmos;

/// <summary>What the database's failures mean.</summary>
internal static class Outage
{
    /// <summary>True when a write that ended so may have been done or not.</summary>
    public static bool LeavesUnknown(HttpStatusCode status) => status is
        HttpStatusCode.RequestTimeout or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway
        or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    /// <summary>True when a write that ended so may have been done or not: an answer lost on the way surfaces as the raw exception.</summary>
    public static bool LeavesUnknown(Exception failure) => failure switch
    {
        CosmosException cosmos => LeavesUnknown(cosmos.StatusCode),
        HttpRequestException or IOException or OperationCanceledException => true,
        _ => false,
    };

    /// <summary>Runs a read, and makes an <see cref="OutageException"/> of what will pass.</summary>
    public static async Task<ResponseMessage> Watch(Func<Task<ResponseMessage>> read, CancellationToken stop)
    {
        try
        {
            return await read();
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException
            || (failure is OperationCanceledException && !stop.IsCancellationRequested))
        {
            throw new OutageException("The database did not answer.", inner: failure);
        }
        catch (CosmosException failure)
        {
            throw Of(failure.StatusCode, failure.Message, failure.RetryAfter);
        }
    }

    public static void ThrowUnlessSuccess(ResponseMessage response)
    {
        if (!response.IsSuccessStatusCode)
        {
            throw Of(response);
        }
    }

    /// <summary>What to throw for an answer that is no success.</summary>
    public static Exception Of(ResponseMessage response) => Of(
        response.StatusCode, response.ErrorMessage,
        response.Headers.TryGetValue("x-ms-retry-after-ms", out var asked) && double.TryParse(asked, CultureInfo.InvariantCulture, out var milliseconds)
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null);

    /// <summary>An outage when it will pass, else a bug of ours.</summary>
    private static Exception Of(HttpStatusCode status, string? message, TimeSpan? retryAfter) =>
        status == HttpStatusCode.TooManyRequests || (int)status == 449 || LeavesUnknown(status)
            ? new OutageException($"The database answered {(int)status}.", retryAfter)
            : new InvalidOperationException($"The database answered {(int)status}: {message}");
}
