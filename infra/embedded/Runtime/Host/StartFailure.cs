using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Serverless.Embedded.Host.Settings;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Host;

/// <summary>Tells in one line why a host cannot start, where the user can do something about it. A bug keeps its stack trace.</summary>
internal static class StartFailure
{
    /// <summary>Null for a failure that is not the user's to mend.</summary>
    public static string? Describe(Exception failure, ListenAddress? address = null) => failure switch
    {
        BindingException or SettingsException or DataFileException => failure.Message,
        OptionsValidationException invalid => string.Join(Environment.NewLine, invalid.Failures),
        AggregateException several when several.Flatten().InnerExceptions.Select(inner => Describe(inner, address)).ToArray() is var lines
            && !lines.Contains(null) =>
            string.Join(Environment.NewLine, lines),
        IOException { InnerException: AddressInUseException } =>
            $"{failure.Message.TrimEnd('.')}. Stop what uses the port{(address is null ? "" : $" {address.Port}")}, or choose another with --port.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } =>
            $"Port {address?.Port} may not be opened by this user. Choose another with --port.",
        _ => null,
    };

    /// <summary>
    /// Runs a part of the start; ends the process with one line when it fails so. Inside a capture, everything is thrown.
    /// </summary>
    public static T Guard<T>(HostCapture? capture, Func<T> part)
    {
        try
        {
            return part();
        }
        catch (Exception failure) when (capture is null && Describe(failure) is not null)
        {
            throw Exit(Describe(failure)!);
        }
    }

    /// <summary>Ends the process; the exception is for the compiler alone.</summary>
    public static Exception Exit(string message)
    {
        Console.Error.WriteLine(message);
        Environment.Exit(1);
        return new InvalidOperationException(message);
    }
}
