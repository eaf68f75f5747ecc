using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Primitives;

namespace Serverless.Functions.Tests.OpenApi;

/// <summary>Notes which query parameters and headers each function looks at.</summary>
internal sealed class ReadRecorder : IFunctionsWorkerMiddleware
{
    /// <summary>The function, <c>query</c> or <c>header</c>, and the name.</summary>
    public ConcurrentDictionary<(string Function, string In, string Name), bool> Reads { get; } = [];

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http)
        {
            var name = context.FunctionDefinition.Name;
            var request = http.Features.Get<IHttpRequestFeature>()!;
            http.Request.Query = new WatchedQuery(http.Request.Query, parameter => Reads[(name, "query", parameter)] = true);
            request.Headers = new WatchedHeaders(request.Headers, header => Reads[(name, "header", header)] = true);
        }
        return next(context);
    }

    private sealed class WatchedQuery(IQueryCollection query, Action<string> read) : IQueryCollection
    {
        public int Count => query.Count;

        public ICollection<string> Keys => query.Keys;

        public StringValues this[string key] => Read(key, query[key]);

        public bool ContainsKey(string key) => Read(key, query.ContainsKey(key));

        public bool TryGetValue(string key, out StringValues value) => Read(key, query.TryGetValue(key, out value));

        public IEnumerator<KeyValuePair<string, StringValues>> GetEnumerator() => query.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        private T Read<T>(string key, T result)
        {
            read(key);
            return result;
        }
    }

    private sealed class WatchedHeaders(IHeaderDictionary headers, Action<string> read) : IHeaderDictionary
    {
        public long? ContentLength { get => headers.ContentLength; set => headers.ContentLength = value; }

        public ICollection<string> Keys => headers.Keys;

        public ICollection<StringValues> Values => headers.Values;

        public int Count => headers.Count;

        public bool IsReadOnly => headers.IsReadOnly;

        [AllowNull]
        public StringValues this[string key]
        {
            get
            {
                read(key);
                return headers[key];
            }
            set => headers[key] = value;
        }

        public bool ContainsKey(string key)
        {
            read(key);
            return headers.ContainsKey(key);
        }

        public bool TryGetValue(string key, out StringValues value)
        {
            read(key);
            return headers.TryGetValue(key, out value);
        }

        public void Add(string key, StringValues value) => headers.Append(key, value);

        public void Add(KeyValuePair<string, StringValues> item) => headers.Add(item);

        public void Clear() => headers.Clear();

        public bool Contains(KeyValuePair<string, StringValues> item) => headers.Contains(item);

        public void CopyTo(KeyValuePair<string, StringValues>[] array, int arrayIndex) => headers.CopyTo(array, arrayIndex);

        public bool Remove(string key) => headers.Remove(key);

        public bool Remove(KeyValuePair<string, StringValues> item) => headers.Remove(item);

        public IEnumerator<KeyValuePair<string, StringValues>> GetEnumerator() => headers.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
