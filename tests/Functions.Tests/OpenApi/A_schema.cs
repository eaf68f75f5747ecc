using System.Text.Json.Nodes;
using Serverless.Contract;

namespace Serverless.Functions.Tests.OpenApi;

public class A_schema
{
    private static readonly JsonNode Named = JsonNode.Parse("""{"type":"object","required":["a"],"properties":{"a":{"type":"integer"}}}""")!;

    [Theory]
    [InlineData("""{"type":"string"}""", "\"x\"", "1")]
    [InlineData("""{"type":"integer"}""", "1", "1.5")]
    [InlineData("""{"type":"integer"}""", "1e2", "\"1\"")]
    [InlineData("""{"type":["integer","null"]}""", "null", "\"1\"")]
    [InlineData("""{"type":"boolean"}""", "false", "0")]
    [InlineData("""{"enum":["a","b"]}""", "\"b\"", "\"c\"")]
    [InlineData("""{"const":"a"}""", "\"a\"", "\"b\"")]
    [InlineData("""{"minimum":1,"maximum":3}""", "3", "4")]
    [InlineData("""{"minimum":1}""", "1", "0")]
    [InlineData("""{"minLength":1,"maxLength":2}""", "\"ab\"", "\"abc\"")]
    [InlineData("""{"minLength":1}""", "\"a\"", "\"\"")]
    [InlineData("""{"pattern":"^[a-z]+$"}""", "\"abc\"", "\"aBc\"")]
    [InlineData("""{"minItems":1,"maxItems":2}""", "[1,2]", "[1,2,3]")]
    [InlineData("""{"minItems":1}""", "[1]", "[]")]
    [InlineData("""{"items":{"type":"integer"}}""", "[1,2]", """[1,"2"]""")]
    [InlineData("""{"required":["a"]}""", """{"a":null}""", """{"b":1}""")]
    [InlineData("""{"properties":{"a":{"type":"integer"}}}""", """{"a":1,"b":"x"}""", """{"a":"1"}""")]
    [InlineData("""{"properties":{"a":{}},"additionalProperties":false}""", """{"a":1}""", """{"b":1}""")]
    [InlineData("""{"additionalProperties":{"type":"integer"}}""", """{"b":1}""", """{"b":"1"}""")]
    [InlineData("""{"$ref":"#/named"}""", """{"a":1}""", """{"a":"1"}""")]
    [InlineData("""{"allOf":[{"$ref":"#/named"},{"properties":{"b":{"type":"integer"}}}]}""", """{"a":1,"b":1}""", """{"a":1,"b":"1"}""")]
    [InlineData("""{"anyOf":[{"type":"integer"},{"type":"null"}]}""", "null", "\"1\"")]
    [InlineData("""{"type":"string","format":"date"}""", "\"2026-02-28\"", "\"2026-02-30\"")]
    [InlineData("""{"type":"string","format":"date-time"}""", "\"2026-02-28T12:00:00.5Z\"", "\"2026-02-28 12:00\"")]
    [InlineData("""{"type":"string","format":"uri"}""", "\"https://a.example/b\"", "\"b c\"")]
    [InlineData("""{"type":"integer","format":"int32"}""", "2147483647", "2147483648")]
    public void Tells_what_fits_from_what_does_not(string schema, string fits, string doesNot)
    {
        Assert.Equal([], Validate(schema, fits));
        Assert.NotEmpty(Validate(schema, doesNot));
    }

    [Fact]
    public void Names_the_place() =>
        Assert.Equal(["/lines/1/quantity: is above 3"], Validate("""{"properties":{"lines":{"items":{"properties":{"quantity":{"maximum":3}}}}}}""", """{"lines":[{"quantity":3},{"quantity":4}]}"""));

    [Theory]
    [InlineData("""{"unevaluatedProperties":false}""")]
    [InlineData("""{"type":"tuple"}""")]
    [InlineData("""{"format":"ipv9"}""")]
    public void With_a_word_that_nobody_checks_is_refused(string schema) => Assert.Throws<NotSupportedException>(() => Validate(schema, "1"));

    [Theory]
    [InlineData("""{"$ref":"#/named"}""", """{"a":1,"z":1}""", "/z")]
    [InlineData("""{"allOf":[{"$ref":"#/named"},{"properties":{"b":{}}}]}""", """{"a":1,"b":1,"z":1}""", "/z")]
    [InlineData("""{"properties":{"inner":{"items":{"$ref":"#/named"}}}}""", """{"inner":[{"a":1,"z":1}]}""", "/inner/0/z")]
    public void Names_every_field_where_it_is_strict(string schema, string value, string unnamed)
    {
        Assert.Equal([], Validate(schema, value));
        Assert.StartsWith(unnamed, Assert.Single(Validate(schema, value, strict: true)), StringComparison.Ordinal);
    }

    [Fact]
    public void That_names_no_field_is_open_even_where_it_is_strict() =>
        Assert.Equal([], Validate("""{"properties":{"a":{"type":"object"},"b":{"additionalProperties":{"type":"integer"}}}}""", """{"a":{"x":1},"b":{"y":1}}""", strict: true));

    private static IReadOnlyList<string> Validate(string schema, string value, bool strict = false) =>
        new JsonSchema(_ => Named, strict).Validate(JsonNode.Parse(value), JsonNode.Parse(schema)!);
}
