using Microsoft.Extensions.Configuration;
using Serverless.Embedded.Host.Settings;
using Serverless.Embedded.Payments.Webhooks;

namespace Serverless.Embedded.Host.Services;

/// <summary>
/// Where the payment provider sends its events, and how well: <c>Embedded__PaymentWebhookUrl</c>, an address or a path of this host,
/// <c>…Secret</c>, <c>…Mode</c> and <c>…Delay</c>.
/// </summary>
internal static class WebhookSettings
{
    private const string Prefix = "Embedded:PaymentWebhook";

    /// <param name="settings">The settings of the process.</param>
    /// <param name="host">The address that a path is below, once it is known.</param>
    /// <returns>Null when no address is set: no event is sent.</returns>
    /// <exception cref="SettingsException">A setting cannot be used.</exception>
    public static WebhookOptions? Read(IConfiguration settings, Func<string?> host)
    {
        if (settings[Prefix + "Url"] is not { Length: > 0 } url)
        {
            return null;
        }
        if (!url.StartsWith('/') && !(Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
        {
            throw new SettingsException(
                $"The setting Embedded__PaymentWebhookUrl should be an address, or a path that begins with '/', not '{url}'.");
        }
        var secret = settings[Prefix + "Secret"] is { Length: > 0 } given
            ? given
            : throw new SettingsException("The setting Embedded__PaymentWebhookSecret is missing: events are signed with it.");
        var options = new WebhookOptions(() => new(url.StartsWith('/') ? host() + url : url), secret);
        return options with { Mode = Mode(settings) ?? options.Mode, Delay = Delay(settings) ?? options.Delay };
    }

    private static DeliveryMode? Mode(IConfiguration settings) => settings[Prefix + "Mode"] is not { Length: > 0 } name ? null
        : DeliveryModes.TryParse(name, out var mode) ? mode
        : throw new SettingsException($"The setting Embedded__PaymentWebhookMode should be one of {DeliveryModes.Names}, not '{name}'.");

    private static TimeSpan? Delay(IConfiguration settings) => settings[Prefix + "Delay"] is not { Length: > 0 } text ? null
        : TimeSpan.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var delay) && delay >= TimeSpan.Zero ? delay
        : throw new SettingsException($"The setting Embedded__PaymentWebhookDelay should be a time such as 00:00:03, not '{text}'.");
}
