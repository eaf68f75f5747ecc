namespace Serverless.Embedded.Host.Settings;

/// <summary>A settings file or a setting that the host cannot use; the message names it and says what it should be.</summary>
internal sealed class SettingsException(string message, Exception? innerException = null) : Exception(message, innerException);
