namespace Serverless.Embedded.Triggers;

/// <summary>Makes the arrays and lists that batched parameters ask for.</summary>
internal abstract class CollectionShape(Type element)
{
    public Type Element { get; } = element;

    /// <summary>The shape of an array, a <see cref="List{T}"/> or an interface that an array implements; null for any other type.</summary>
    public static CollectionShape? Of(Type type)
    {
        if (type.IsArray && type.GetArrayRank() == 1)
        {
            return Make(typeof(ArrayShape<>), type.GetElementType()!);
        }
        if (!type.IsGenericType || type.GenericTypeArguments.Length != 1)
        {
            return null;
        }
        var element = type.GenericTypeArguments[0];
        return type == typeof(List<>).MakeGenericType(element) ? Make(typeof(ListShape<>), element)
            : type.IsInterface && type.IsAssignableFrom(element.MakeArrayType()) ? Make(typeof(ArrayShape<>), element)
            : null;
    }

    public abstract object Fill<TSource>(IReadOnlyList<TSource> source, Func<TSource, object?> convert);

    private static CollectionShape Make(Type shape, Type element) => (CollectionShape)Activator.CreateInstance(shape.MakeGenericType(element))!;

    private sealed class ArrayShape<T>() : CollectionShape(typeof(T))
    {
        public override object Fill<TSource>(IReadOnlyList<TSource> source, Func<TSource, object?> convert)
        {
            var array = new T[source.Count];
            for (var i = 0; i < array.Length; i++)
            {
                array[i] = (T)convert(source[i])!;
            }
            return array;
        }
    }

    private sealed class ListShape<T>() : CollectionShape(typeof(T))
    {
        public override object Fill<TSource>(IReadOnlyList<TSource> source, Func<TSource, object?> convert)
        {
            var list = new List<T>(source.Count);
            for (var i = 0; i < source.Count; i++)
            {
                list.Add((T)convert(source[i])!);
            }
            return list;
        }
    }
}
