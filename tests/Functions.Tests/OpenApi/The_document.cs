using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Microsoft.OpenApi;

namespace Serverless.Functions.Tests.OpenApi;

public class The_document(Shop shop)
{
    [Fact]
    public void Is_read_without_a_complaint()
    {
        var read = OpenApiDocument.Parse(System.Text.Encoding.UTF8.GetString(Functions.OpenApi.OpenApiDocument.Content.Bytes), "json");
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, read.Diagnostic!.SpecificationVersion);
        Assert.Equal([], read.Diagnostic.Errors.Concat(read.Diagnostic.Warnings).Select(error => error.ToString()));
        Assert.Equal(Published.Document.Operations.Count, read.Document!.Paths.Sum(path => path.Value.Operations!.Count));
    }

    [Fact]
    public async Task Is_served_to_anybody_and_not_sent_twice()
    {
        var anybody = new Customer(shop.Anonymous);
        var answer = await anybody.Get("api/openapi.json");
        Assert.Equal((200, "application/json"), (answer.Status, answer.ContentType));
        Assert.Equal("3.1.1", (string)answer.Body["openapi"]!);
        Assert.Equal((304, ""), ((await anybody.Get("api/openapi.json", answer.Header("ETag"))) is var again ? (again.Status, again.Text) : default));
    }

    [Fact]
    public void Names_no_problem_that_the_program_does_not_know()
    {
        var known = new[] { "Functions", "Workflows", "Domain", "Adapters" }.SelectMany(part => Literals($"Serverless.{part}.dll")).ToHashSet();
        var named = Published.Document.Operations.SelectMany(operation => operation.Responses.Keys.SelectMany(operation.Codes)).Distinct();
        Assert.Equal([], named.Where(code => !known.Contains(code)));
    }

    // Every string that stands in the code of an assembly.
    private static List<string> Literals(string file)
    {
        using var assembly = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, file)));
        var reader = assembly.GetMetadataReader();
        var found = new List<string>();
        for (var handle = MetadataTokens.UserStringHandle(1); !handle.IsNil; handle = reader.GetNextHandle(handle))
        {
            found.Add(reader.GetUserString(handle));
        }
        return found;
    }
}
