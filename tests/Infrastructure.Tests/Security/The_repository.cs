using Serverless.Architecture.Tests;

namespace Serverless.Infrastructure.Tests.Security;

public class The_repository
{
    private static readonly string[] NotOurs = ["bin", "obj", ".git", ".local", ".vs", "artifacts", "node_modules", "TestResults"];

    [Fact]
    public void Holds_no_secret() => Assert.Equal([], from file in Texts(Repository.PathOf("."))
                                                      from secret in Secret.In(File.ReadAllText(file))
                                                      select $"{Path.GetRelativePath(Repository.PathOf("."), file)}: {secret[..12]}…");

    // Put together here, or this file would be found itself.
    [Theory]
    [InlineData("-----BEGIN ", "RSA PRIVATE KEY-----")]
    [InlineData("-----BEGIN ", "PRIVATE KEY-----")]
    [InlineData("sk_li", "ve_51H8x7aKq")]
    [InlineData("rk_li", "ve_51H8x7aKq")]
    [InlineData("sk_te", "st_51H8x7aKqZ0aB9cD8eF7gH6")]
    [InlineData("whs", "ec_51H8x7aKqZ0aB9cD8eF7gH6iJ")]
    [InlineData("AccountEndpoint=https://x;Account", "Key=q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=;")]
    [InlineData("Endpoint=sb://x/;SharedAccess", "Key=q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=")]
    [InlineData("host:6380,pass", "word=q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=,ssl=True")]
    [InlineData("https://x.blob/y?si", "g=q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA%3D")]
    [InlineData("AKIA", "IOSFODNN7EXAMPLE")]
    [InlineData("ghp", "_0123456789abcdefghijABCDEFGHIJ012345")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9", ".0123456789abcdefghijABCDEFGHIJ0123456789ab")]
    public void Would_be_found_with_one(string one, string other) => Assert.NotEmpty(Secret.In($"\"{one}{other}\""));

    [Theory]
    [InlineData("AccountKey=ZW1iZWRkZWQgYWNjb3VudCBrZXk6IG9wZW5zIG5vdGhpbmcgb3V0c2lkZSB0aGlzIHByb2Nlc3M=")]
    [InlineData("SharedAccessKey=embedded")]
    [InlineData("sk_test_embedded")]
    [InlineData("whsec_embedded")]
    public void May_hold_what_opens_nothing(string text) => Assert.Empty(Secret.In(text));

    private static IEnumerable<string> Texts(string folder) => Directory.EnumerateFiles(folder)
        .Where(file => new FileInfo(file).Length < 1024 * 1024 && Path.GetFileName(file) is not "local.settings.json")
        .Concat(Directory.EnumerateDirectories(folder).Where(inner => !NotOurs.Contains(Path.GetFileName(inner))).SelectMany(Texts));
}
