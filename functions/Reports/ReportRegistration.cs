using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Serverless.Workflows.Reports;

namespace Serverless.Functions.Reports;

internal static class ReportRegistration
{
    /// <summary>Reports of the days that <c>Reports__*</c> sets.</summary>
    public static IServiceCollection AddReports(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ReportSettings>().Bind(configuration.GetSection("Reports")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<ReportSettings>>().Value);
        return services.AddSingleton<ComputingReports>().AddSingleton<ReadingReports>();
    }
}
