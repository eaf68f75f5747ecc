using System.Net;
using System.Net.Http.Headers;
using Azure.Messaging.ServiceBus;
using Microsoft.Data.Sqlite;

namespace Serverless.Embedded.ServiceBus.Remote;

/// <summary>Calls a broker in another process.</summary>
internal sealed class BusConnection(HttpMessageInvoker http)
{
    public Task Call(string operation, string entity, Action<BinaryWriter> write) => Call<object?>(operation, entity, write, _ => null);

    /// <exception cref="ServiceBusException">The broker refused, or could not be reached: then what became of the call is not known.</exception>
    /// <exception cref="InvalidOperationException">The broker does not do that.</exception>
    public async Task<T> Call<T>(string operation, string entity, Action<BinaryWriter> write, Func<BinaryReader, T> read)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"http://servicebus.embedded{operation}?{BusOperation.Entity}={Uri.EscapeDataString(entity)}")
        { Content = Body(write) };
        try
        {
            using var response = await http.SendAsync(request, CancellationToken.None);
            var content = await response.Content.ReadAsByteArrayAsync();
            using var reader = new BinaryReader(new MemoryStream(content, writable: false));
            return (int)response.StatusCode switch
            {
                (int)HttpStatusCode.OK => read(reader),
                BusOperation.Refused => throw RefusalWire.Read(reader),
                var status => throw Unreachable(entity, new HttpRequestException($"{operation}: {status}, {System.Text.Encoding.UTF8.GetString(content)}")),
            };
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or SqliteException)
        {
            throw Unreachable(entity, failure);
        }
    }

    private static ServiceBusException Unreachable(string entity, Exception failure) => new(
        $"The process that hosts the embedded services could not be asked: {failure.Message}",
        ServiceBusFailureReason.ServiceCommunicationProblem,
        entity,
        failure);

    private static ByteArrayContent Body(Action<BinaryWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes))
        {
            write(writer);
        }
        return new(bytes.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue(BusOperation.ContentType) } };
    }
}
