using System.Globalization;
using Microsoft.Azure.Cosmos;
using Microsoft.Azure.Functions.Worker;
using Serverless.Embedded.Host;

namespace Serverless.Embedded.Triggers.Cosmos;

/// <summary>What one Cosmos DB trigger reads and where it keeps its leases: its attribute, checked and with the official defaults.</summary>
internal sealed record CosmosSource
{
    public required Container Container { get; init; }
    public required Container Leases { get; init; }
    public required string Prefix { get; init; }
    public required bool CreateLeases { get; init; }
    public required int? LeaseThroughput { get; init; }
    public required DateTime? StartTime { get; init; }
    public required int MaxItems { get; init; }
    public required TimeSpan PollDelay { get; init; }
    public required TimeSpan AcquireInterval { get; init; }
    public required TimeSpan ExpirationInterval { get; init; }
    public required TimeSpan RenewInterval { get; init; }

    /// <exception cref="BindingException">The attribute asks for something that is missing or unsupported.</exception>
    public static CosmosSource Of(FunctionDescriptor function, BindingSettings settings, CosmosClients clients)
    {
        var trigger = (CosmosDBTriggerAttribute)function.Trigger;
        var parameter = function.TriggerParameter.Name!;
        if (trigger.ChangeFeedMode != CosmosDBChangeFeedMode.LatestVersion)
        {
            throw Invalid("the change feed mode AllVersionsAndDeletes is not supported by the embedded runtime");
        }
        if (!string.IsNullOrEmpty(trigger.PreferredLocations))
        {
            throw Invalid("PreferredLocations is not supported by the embedded runtime, which has one location");
        }
        var database = Expand(trigger.DatabaseName);
        var connection = settings.Connection(function.Name, parameter, trigger.Connection, "CosmosDB");
        var leaseConnection = trigger.LeaseConnection is { Length: > 0 } other ? settings.Connection(function.Name, parameter, other, "CosmosDB") : connection;
        return new CosmosSource
        {
            Container = clients.For(connection).GetContainer(database, Expand(trigger.ContainerName)),
            Leases = clients.For(leaseConnection).GetContainer(Or(trigger.LeaseDatabaseName, database), Or(trigger.LeaseContainerName, "leases")),
            Prefix = Or(trigger.LeaseContainerPrefix, ""),
            CreateLeases = trigger.CreateLeaseContainerIfNotExists,
            LeaseThroughput = trigger.LeasesContainerThroughput > 0 ? trigger.LeasesContainerThroughput : null,
            StartTime = StartOf(trigger),
            MaxItems = Number(trigger.MaxItemsPerInvocation, 100, nameof(trigger.MaxItemsPerInvocation)),
            PollDelay = Milliseconds(trigger.FeedPollDelay, 5_000, nameof(trigger.FeedPollDelay)),
            AcquireInterval = Milliseconds(trigger.LeaseAcquireInterval, 13_000, nameof(trigger.LeaseAcquireInterval)),
            ExpirationInterval = Milliseconds(trigger.LeaseExpirationInterval, 60_000, nameof(trigger.LeaseExpirationInterval)),
            RenewInterval = Milliseconds(trigger.LeaseRenewInterval, 17_000, nameof(trigger.LeaseRenewInterval)),
        };

        BindingException Invalid(string reason) => new(function.Name, parameter, reason);
        string Expand(string text) => settings.Expand(function.Name, parameter, text);
        string Or(string? text, string fallback) => string.IsNullOrEmpty(text) ? fallback : Expand(text);
        TimeSpan Milliseconds(int value, int fallback, string name) => TimeSpan.FromMilliseconds(Number(value, fallback, name));

        int Number(int value, int fallback, string name) =>
            value == 0 ? fallback : value > 0 ? value : throw Invalid($"{name} must be greater than 0, not {value}");

        DateTime? StartOf(CosmosDBTriggerAttribute from)
        {
            if (string.IsNullOrEmpty(from.StartFromTime))
            {
                return from.StartFromBeginning ? DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc) : null;
            }
            if (from.StartFromBeginning)
            {
                throw Invalid("StartFromBeginning and StartFromTime exclude each other");
            }
            return DateTime.TryParse(from.StartFromTime, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var time)
                ? time
                : throw Invalid($"StartFromTime '{from.StartFromTime}' is not a time such as 2026-01-31T10:00:00Z");
        }
    }
}
