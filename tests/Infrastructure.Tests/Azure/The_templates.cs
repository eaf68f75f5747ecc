using Serverless.Infrastructure.Tests.Bicep;

namespace Serverless.Infrastructure.Tests.Azure;

public class The_templates
{
    private static readonly string[] Files = [.. AzureFiles.All("*.bicep"), .. AzureFiles.All("*.bicepparam")];

    public static TheoryData<string> Names => [.. Files.Select(file => Path.GetRelativePath(AzureFiles.PathOf("."), file))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Have_no_fault_that_can_be_found_without_a_compiler(string name) => Assert.Empty(Faults.Of(AzureFiles.PathOf(name)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Are_short(string name) => Assert.InRange(File.ReadAllLines(AzureFiles.PathOf(name)).Length, 1, 250);

    // A module that nothing uses is deployed by nobody.
    [Fact]
    public void Are_all_used() => Assert.Equal(
        AzureFiles.All("*.bicep").Order(),
        Files.SelectMany(file =>
        {
            var template = Template.Load(file);
            return template.Of("module").Concat(template.Of("using")).Concat(template.Of("import")).Select(each => Path.GetFullPath(each.Path, Path.GetDirectoryName(file)!));
        }).Distinct().Order());

    [Fact]
    public void Use_one_version_of_each_type_and_what_is_below_it() => Assert.All(
        AzureFiles.All("*.bicep").SelectMany(file => Template.Load(file).Of("resource")).Select(each => each.Path.Split('@'))
            .GroupBy(parts => string.Join('/', parts[0].Split('/').Take(2)), parts => parts[1]),
        versions => Assert.Single(versions.Distinct()));

    // Whoever has no key cannot lose it.
    [Theory]
    [InlineData("modules/servicebus.bicep", "namespace", "disableLocalAuth", "true")]
    [InlineData("modules/cosmos.bicep", "account", "disableLocalAuth", "true")]
    [InlineData("modules/storage.bicep", "account", "allowSharedKeyAccess", "false")]
    [InlineData("modules/redis.bicep", "database", "accessKeysAuthentication", "Disabled")]
    [InlineData("modules/keyvault.bicep", "vault", "enableRbacAuthorization", "true")]
    [InlineData("modules/monitoring.bicep", "insights", "DisableLocalAuth", "true")]
    public void Let_nobody_in_with_a_shared_key(string file, string resource, string property, string value)
    {
        var declared = AzureFiles.Template(file).Of("resource").Single(each => each.Name == resource);
        Assert.Equal(value, Assert.Single(Reading.Members(declared.Members["properties"])[property]).Value);
    }

    [Fact]
    public void Ask_for_no_key() => Assert.All(AzureFiles.All("*.bicep"), file =>
        Assert.DoesNotMatch("list(Keys|ConnectionStrings|Secrets)", File.ReadAllText(file)));
}
