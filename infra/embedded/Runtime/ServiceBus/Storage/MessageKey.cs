namespace Serverless.Embedded.ServiceBus.Storage;

/// <summary>The primary key of a stored message: its entity, then its sequence number, so that an entity's messages lie together and are appended.</summary>
internal static class MessageKey
{
    private const int SequenceBits = 40;

    public static long Of(int entity, long sequence) => ((long)entity << SequenceBits) | sequence;

    public static int Entity(long key) => (int)(key >> SequenceBits);

    public static long Sequence(long key) => key & ((1L << SequenceBits) - 1);
}
