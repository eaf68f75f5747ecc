using System.Text.Json;

namespace Serverless.Embedded.Cosmos.Http;

/// <summary>What a client asks for first.</summary>
internal static class AccountDescription
{
    // The query planner inside the SDK reads its limits from here.
    private const string QueryEngine =
        """
        {"allowNewKeywords":true,"maxJoinsPerSqlQuery":5,"maxQueryRequestTimeoutFraction":0.9,"maxSqlQueryInputLength":262144,"maxUdfRefPerSqlQuery":10,"maxLogicalAndPerSqlQuery":500,"maxLogicalOrPerSqlQuery":500,"maxInExpressionItemsCount":16000,"queryMaxInMemorySortDocumentCount":500,"sqlAllowAggregateFunctions":true,"sqlAllowGroupByClause":true,"sqlAllowLike":true,"sqlAllowNonFiniteNumbers":false,"sqlAllowScalarSubQuery":true,"sqlAllowSubQuery":true,"sqlAllowTop":true,"enableSpatialIndexing":true,"maxSpatialQueryCells":12,"spatialMaxGeometryPointCount":256}
        """;

    public static string At(string address)
    {
        // Strong: every read sees the last commit. Told "Session", the SDK would work out a session token for each request.
        var location = $$"""[{"name":"Embedded","databaseAccountEndpoint":{{JsonSerializer.Serialize(address + "/")}}}]""";
        return $$"""
            {"_self":"","id":"embedded","_rid":"embedded","media":"//media/","addresses":"//addresses/","_dbs":"//dbs/","writableLocations":{{location}},"readableLocations":{{location}},"enableMultipleWriteLocations":false,"userReplicationPolicy":{"asyncReplication":false,"minReplicaSetSize":1,"maxReplicasetSize":1},"userConsistencyPolicy":{"defaultConsistencyLevel":"Strong"},"systemReplicationPolicy":{"minReplicaSetSize":1,"maxReplicasetSize":1},"readPolicy":{"primaryReadCoefficient":1,"secondaryReadCoefficient":1},"queryEngineConfiguration":{{JsonSerializer.Serialize(QueryEngine)}}}
            """;
    }
}
