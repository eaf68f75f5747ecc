using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;

namespace Serverless.Workflows.Imports.Rows;

/// <summary>
/// Takes a body apart into lines and hashes it on the way. It holds one line at most: what is longer than a row may be is skipped as it
/// comes.
/// </summary>
internal sealed class LineReader(PipeReader body) : IDisposable
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] line = new byte[4096];
    private ReadOnlySequence<byte> read;
    private ReadOnlySequence<byte> rest;
    private bool isReading, isSkipping, isLast;
    private int number;

    /// <summary>How many bytes were read. What a caller does when they are too many is the caller's business.</summary>
    public long Bytes { get; private set; }

    /// <summary>The next line, or null at the end. Its text is good until the next call.</summary>
    /// <exception cref="UploadRefusedException">The body is too large.</exception>
    public async ValueTask<Line?> Next(CancellationToken stop)
    {
        while (true)
        {
            if (Take() is { } next)
                return next;
            if (isLast)
                return null;

            Advance();
            var result = await body.ReadAsync(stop);
            (read, rest, isLast, isReading) = (result.Buffer, result.Buffer, result.IsCompleted, true);
        }
    }

    /// <summary>Reads what is left, for its hash.</summary>
    public async ValueTask Skip(CancellationToken stop)
    {
        while (await Next(stop) is not null)
        {
        }
    }

    /// <summary>The hash of the whole body, once it was read to its end.</summary>
    public string Fingerprint(ImportFormat format)
    {
        Advance();
        hash.AppendData(Encoding.UTF8.GetBytes(format.ToString()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Gives back what it looked at: whoever reads on finds the body in order.</summary>
    public void Dispose()
    {
        if (isReading)
            body.AdvanceTo(read.End);
        isReading = false;
        hash.Dispose();
    }

    private Line? Take()
    {
        if (rest.IsEmpty)
            return isLast && isSkipping ? Read(rest) : null;
        if (rest.PositionOf((byte)'\n') is { } end)
        {
            var text = rest.Slice(0, end);
            rest = rest.Slice(rest.GetPosition(1, end));
            return Read(text);
        }

        if (isLast)
        {
            var text = rest;
            rest = rest.Slice(rest.End);
            return Read(text);
        }

        if (rest.Length > ImportLimits.MaxRowBytes)
        {
            isSkipping = true;
            rest = rest.Slice(rest.End);
        }

        return null;
    }

    private Line Read(ReadOnlySequence<byte> text)
    {
        number++;
        if (isSkipping || text.Length > ImportLimits.MaxRowBytes)
        {
            isSkipping = false;
            return new Line(number, default, IsTooLong: true);
        }

        var length = (int)text.Length;
        if (line.Length < length)
            line = new byte[Math.Max(2 * line.Length, length)];
        text.CopyTo(line);
        if (length > 0 && line[length - 1] == '\r')
            length--;
        var start = number == 1 && line.AsSpan(0, length).StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        return new Line(number, line.AsMemory(start, length - start), IsTooLong: false);
    }

    // What was taken is hashed and given back; what was not is looked at again when more has come.
    private void Advance()
    {
        if (!isReading)
            return;
        var taken = read.Slice(0, rest.Start);
        foreach (var segment in taken)
            hash.AppendData(segment.Span);
        Bytes += taken.Length;
        body.AdvanceTo(rest.Start, rest.End);
        isReading = false;
        if (Bytes > ImportLimits.MaxBytes)
            throw UploadRefusedException.TooLarge();
    }
}

/// <summary>A line of a body, without its end. <paramref name="Number"/> counts from 1.</summary>
internal readonly record struct Line(int Number, ReadOnlyMemory<byte> Text, bool IsTooLong);
