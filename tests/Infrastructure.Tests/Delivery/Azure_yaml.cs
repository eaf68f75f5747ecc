using Serverless.Architecture.Tests;
using Serverless.Infrastructure.Tests.Azure;

namespace Serverless.Infrastructure.Tests.Delivery;

public class Azure_yaml
{
    private static readonly Workflow File = Workflow.Load(Repository.PathOf("azure.yaml"));

    [Fact]
    public void Names_a_project_and_a_parameter_file_that_exist()
    {
        Assert.True(Directory.Exists(Repository.PathOf(Assert.Single(File.Every("project")))));
        Assert.True(System.IO.File.Exists(AzureFiles.PathOf($"{Assert.Single(File.Every("module"))}.bicepparam")));
        Assert.Equal("infra/azure", Assert.Single(File.Every("path")));
    }

    // The tag azd-service-name of the app is its kind, and the app of the parameter file is one for everything.
    [Fact]
    public void Names_the_service_that_dev_makes()
    {
        Assert.DoesNotContain(AzureFiles.Template("dev.bicepparam").Of("param"), parameter => parameter.Name is "twoApps" or "copies");
        Assert.Contains("shop:", System.IO.File.ReadAllText(Repository.PathOf("azure.yaml")));
        Assert.Contains("['shop']", System.IO.File.ReadAllText(AzureFiles.PathOf("modules/system.bicep")));
    }
}
