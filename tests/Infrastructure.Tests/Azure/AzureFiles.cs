using System.Text.Json;
using Serverless.Architecture.Tests;
using Serverless.Infrastructure.Tests.Bicep;

namespace Serverless.Infrastructure.Tests.Azure;

/// <summary>What stands in <c>infra/azure</c>.</summary>
internal static class AzureFiles
{
    public static string PathOf(string relative) => Repository.PathOf(Path.Combine("infra/azure", relative));

    public static IEnumerable<string> All(string pattern) =>
        Directory.EnumerateFiles(PathOf("."), pattern, SearchOption.AllDirectories).Select(Path.GetFullPath).Order();

    public static JsonElement Json(string relative) => JsonElement.Parse(File.ReadAllText(PathOf(relative)));

    public static Template Template(string relative) => Bicep.Template.Load(PathOf(relative));

    public static string[] Strings(JsonElement array) => [.. array.EnumerateArray().Select(each => each.GetString()!)];
}
