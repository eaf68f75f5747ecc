using System.Net;
using System.Net.Sockets;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Host.Sharing;

/// <summary>Where the process that hosts the services of a data folder answers the others: a socket in that folder, for the same user alone.</summary>
internal static class ServiceSocket
{
    private const string Name = "services.sock";

    /// <summary>Null when the folder's path is too long for a socket: then the data cannot be shared.</summary>
    public static UnixDomainSocketEndPoint? In(string folder)
    {
        try
        {
            return new(Path.Combine(folder, Name));
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>What is thrown where another process would have to be asked, and <see cref="In"/> has nothing.</summary>
    public static DataFileException TooLong(string folder) => new(
        $"The data folder {folder} is in use by another process, and its path is too long for the socket by which processes share it: " +
        "set Embedded__DataPath to a shorter one.");

    /// <summary>The folder's lock is held: what is left at this place belongs to a process that is gone.</summary>
    public static Socket Bind(EndPoint place)
    {
        var path = place.ToString()!;
        File.Delete(path);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(place);
            if (!OperatingSystem.IsWindows())
            {
                // Nobody can connect before it listens, which it does not yet.
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
