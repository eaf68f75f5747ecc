using Microsoft.Extensions.Logging;
using Serverless.Workflows.Orders;

namespace Serverless.Workflows.Tests.Simulated;

/// <summary>Remembers what operators were called for.</summary>
internal sealed class Alarm : ILogger<OrderAlerts>
{
    public List<string> Calls { get; } = [];

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Assert.Equal(LogLevel.Error, logLevel);
        Calls.Add(formatter(state, exception));
    }
}
