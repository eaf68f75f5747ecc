namespace Serverless.Embedded.Host.Invoking;

/// <summary>Awaits what a method returned, whatever kind of task it is, and takes out its value.</summary>
internal abstract class ResultReader
{
    public static ResultReader Of(Type returned) =>
        returned == typeof(void) ? new Plain()
        : returned == typeof(Task) ? new OfTask()
        : returned == typeof(ValueTask) ? new OfValueTask()
        : returned.IsGenericType && returned.GetGenericTypeDefinition() == typeof(Task<>) ? Make(typeof(OfTask<>), returned)
        : returned.IsGenericType && returned.GetGenericTypeDefinition() == typeof(ValueTask<>) ? Make(typeof(OfValueTask<>), returned)
        : new Plain();

    /// <summary>The declared type of the value, without its task; <c>void</c> when there is none.</summary>
    public static Type ValueType(Type returned) =>
        returned == typeof(Task) || returned == typeof(ValueTask) ? typeof(void)
        : returned.IsGenericType && returned.GetGenericTypeDefinition() is var generic
            && (generic == typeof(Task<>) || generic == typeof(ValueTask<>))
            ? returned.GetGenericArguments()[0]
        : returned;

    public abstract ValueTask<object?> Read(object? returned);

    private static ResultReader Make(Type reader, Type returned) =>
        (ResultReader)Activator.CreateInstance(reader.MakeGenericType(returned.GetGenericArguments()))!;

    private sealed class Plain : ResultReader
    {
        public override ValueTask<object?> Read(object? returned) => new(returned);
    }

    private sealed class OfTask : ResultReader
    {
        public override async ValueTask<object?> Read(object? returned)
        {
            await (Task)returned!;
            return null;
        }
    }

    private sealed class OfValueTask : ResultReader
    {
        public override async ValueTask<object?> Read(object? returned)
        {
            await (ValueTask)returned!;
            return null;
        }
    }

    private sealed class OfTask<T> : ResultReader
    {
        public override async ValueTask<object?> Read(object? returned) => await (Task<T>)returned!;
    }

    private sealed class OfValueTask<T> : ResultReader
    {
        public override async ValueTask<object?> Read(object? returned) => await (ValueTask<T>)returned!;
    }
}
