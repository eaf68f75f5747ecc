using Azure.Messaging.ServiceBus;

namespace Serverless.Embedded.ServiceBus.Remote;

/// <summary>What a broker refuses, so that its client in another process throws the same.</summary>
internal static class RefusalWire
{
    // What is no ServiceBusException is a mistake of the caller.
    private const int Misuse = -1;

    public static void Write(BinaryWriter writer, Exception refusal)
    {
        if (refusal is ServiceBusException known)
        {
            writer.Write((int)known.Reason);
            writer.Write(known.Message[..^$" ({known.Reason})".Length]);
            MessageWire.WriteText(writer, known.EntityPath);
        }
        else
        {
            writer.Write(Misuse);
            writer.Write(refusal.Message);
            MessageWire.WriteText(writer, null);
        }
    }

    public static Exception Read(BinaryReader reader)
    {
        var (reason, message, entity) = (reader.ReadInt32(), reader.ReadString(), MessageWire.ReadText(reader));
        return reason == Misuse ? new InvalidOperationException(message) : new ServiceBusException(message, (ServiceBusFailureReason)reason, entity);
    }
}
