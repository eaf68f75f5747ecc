using System.IO.Pipelines;
using System.Text;

namespace Serverless.Workflows.Tests.Imports;

/// <summary>A body that comes piece by piece. What reads it has read all of a piece when the write has ended.</summary>
internal sealed class SlowBody
{
    private readonly Pipe pipe = new(new PipeOptions(readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, useSynchronizationContext: false));

    public PipeReader Reader => pipe.Reader;

    public async Task Write(string text) => await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(text));

    public ValueTask End(Exception? broken = null) => pipe.Writer.CompleteAsync(broken);
}
