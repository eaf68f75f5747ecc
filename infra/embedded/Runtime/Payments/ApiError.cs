namespace Serverless.Embedded.Payments;

/// <summary>An answer that is an error: a status and Stripe's error object.</summary>
internal sealed record ApiError(int Status, string Type, string Message)
{
    public string? Code { get; init; }
    public string? Param { get; init; }

    /// <summary>The intent as it is after the failure, and why its attempt failed, where there was one.</summary>
    public Intent? Intent { get; init; }

    public PaymentError? Failure { get; init; }

    /// <summary>What the header <c>Stripe-Should-Retry</c> tells clients; null: no such header.</summary>
    public bool? ShouldRetry { get; init; }

    public int? RetryAfterSeconds { get; init; }

    public static ApiError Server { get; } = new(500, "api_error", "Something went wrong at the payment provider.") { ShouldRetry = false };

    public static ApiError Unavailable { get; } = new(503, "api_error", "The payment provider is unavailable. Try again.") { ShouldRetry = true };

    public static ApiError RateLimited { get; } = new(429, "invalid_request_error", "Too many requests at a time. Try again.")
    {
        Code = "rate_limit",
        ShouldRetry = true,
        RetryAfterSeconds = 1,
    };

    public static ApiError Unauthorized { get; } =
        new(401, "invalid_request_error", "A valid secret key is required, as 'Authorization: Bearer <key>' or as the user name of Basic authentication.");

    public static ApiError NoSuchRoute(string method, string path) =>
        new(404, "invalid_request_error", $"{method} {path} does not exist, or is not supported by this payment provider simulator.");

    public static ApiError Invalid(string message, string? code = null, string? param = null) =>
        new(400, "invalid_request_error", message) { Code = code, Param = param };

    /// <summary>Stripe has it, the simulator has not. A 400, since clients take a 5xx for a charge in doubt.</summary>
    public static ApiError NotSimulated(string what, string? param = null) =>
        Invalid($"{what} is not supported by this payment provider simulator.", "not_simulated", param);

    /// <summary>Nothing has this id. In a path that is a 404, in a parameter a 400.</summary>
    public static ApiError Missing(string kind, string id, string param, bool inPath = true) =>
        new(inPath ? 404 : 400, "invalid_request_error", $"There is no {kind} '{id}'.") { Code = "resource_missing", Param = param };

    /// <summary>The intent's state forbids the operation.</summary>
    public static ApiError WrongState(Intent intent, string operation, params ReadOnlySpan<IntentStatus> allowed)
    {
        var names = string.Join(", ", allowed.ToArray().Select(status => status.Name()));
        return new(400, "invalid_request_error", $"The payment intent is {intent.Status.Name()} and so cannot be {operation}; it can when it is one of: {names}.")
        {
            Code = "payment_intent_unexpected_state",
            Intent = intent,
        };
    }

    public static ApiError Declined(Intent intent, PaymentError failure) =>
        new(402, failure.Type, failure.Message) { Code = failure.Code, Param = failure.Param, Intent = intent, Failure = failure };

    public static ApiError KeyReused(string key) =>
        new(400, "idempotency_error", $"The idempotency key '{key}' was first used for another request or with other parameters; a different request needs a key of its own.");

    public static ApiError KeyInUse(string key) =>
        new(409, "idempotency_error", $"A request with the idempotency key '{key}' is still in progress. Try again.")
        {
            Code = "idempotency_key_in_use",
            ShouldRetry = true,
        };
}
