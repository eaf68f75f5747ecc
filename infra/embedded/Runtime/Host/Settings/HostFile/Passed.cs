namespace Serverless.Embedded.Host.Settings.HostFile;

/// <summary>What may stand in host.json for Azure's sake and means nothing in one process; and what is legal and cannot be honoured.</summary>
internal static class Passed
{
    public static void Read(HostSection host)
    {
        host.Pass("$schema", "it is for editors");
        host.Pass("aggregator", "it sums up invocations for Application Insights");
        host.Pass("extensionBundle", "it is for languages that cannot reference the extensions");
        host.Pass("healthMonitor", "it watches counters of the platform");
        host.Pass("managedDependency", "it is for PowerShell");
        host.Pass("singleton", "who has the lock of the data folder runs the timers; no lease has to expire");
        host.Pass("watchDirectories", "a program is built before it runs; dotnet watch restarts it");
        host.Pass("watchFiles", "a program is built before it runs; dotnet watch restarts it");
        host.Refuse("customHandler", "it is for other languages");
        host.Refuse("retry", "the official host of version 4 has no retries for all functions; use retry attributes");
        var concurrency = host.Section("concurrency");
        if (concurrency.Read("dynamicConcurrencyEnabled", Kind.Flag, false))
        {
            throw concurrency.Unsupported("dynamicConcurrencyEnabled", "how many are worked on at once is what maxConcurrentCalls and batchSize say");
        }
        concurrency.Read("snapshotPersistenceEnabled", Kind.Flag, true, "there is no dynamic concurrency to remember");
    }
}
