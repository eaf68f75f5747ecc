namespace Serverless.Infrastructure.Tests.Bicep;

/// <summary>A reader that finds nothing proves nothing: each fault, in the smallest template that has it.</summary>
public class The_reader_finds
{
    [Theory]
    [InlineData("var x = [1, 2", "line 1: '[' is not closed")]
    [InlineData("var x = { a: (1 }", "line 1: '}' closes nothing")]
    [InlineData("var x = 'a ${y) b'", "line 1: a text does not end")]
    [InlineData("var x = 'a\nvar y = 1", "line 1: a text does not end")]
    [InlineData("vra x = 1", "line 1: 'vra' begins no declaration")]
    [InlineData("var x", "line 1: 'var' has no value")]
    [InlineData("resource x = {}", "line 1: 'resource' names no type or file")]
    public void What_is_no_template(string text, string fault) =>
        Assert.Equal(fault, Assert.Throws<FormatException>(() => Template.Parse("x.bicep", text)).Message);

    [Theory]
    [InlineData("output a string = name", "line 1: 'name' is not declared")]
    [InlineData("output a string = 'x-${toLower(name)}'", "line 1: 'name' is not declared")]
    [InlineData("output a array = map([1], x => y)", "line 1: 'y' is not declared")]
    [InlineData("output a array = [for (x, i) in list: { name: x, index: i }]", "line 1: 'list' is not declared")]
    [InlineData("output a string = tolower('A')", "line 1: 'tolower' is no known function")]
    [InlineData("param a string", "line 1: 'a' is not used")]
    [InlineData("var a = 1\nvar a = 2\noutput b int = a", "'a' is declared twice")]
    [InlineData("resource a 'Microsoft.Web/sites' = {}", "line 1: 'Microsoft.Web/sites' is no type with a version")]
    [InlineData("resource a 'Microsoft.Web/sites@2024-11-01' = { location: 'x' }", "line 1: 'a' has no name")]
    [InlineData("var a = loadJsonContent('missing.json')\noutput b object = a", "there is no missing.json")]
    public void A_fault(string text, string fault) => Assert.Contains(fault, Faults.Of(Template.Parse("/x.bicep", text)));

    [Fact]
    public void A_loop_without_its_colon() => Assert.Equal("line 1: there is no ':'", Assert.Throws<FormatException>(() =>
        Faults.Of(Template.Parse("/x.bicep", "resource a 'Microsoft.Web/sites@2024-11-01' = [for x in [1] { name: x }]")).ToList()).Message);

    [Fact]
    public void Nothing_in_a_template_without_fault() => Assert.Empty(Faults.Of(Template.Parse("/x.bicep", """
        targetScope = 'resourceGroup' // a comment with 'a quote
        @description('It''s ${nothing} here')
        param names array = ['it\'s', 'two']
        /* [ */
        param size 'small' | 'large'
        var wide = size == 'large'
          
        resource sites 'Microsoft.Web/sites@2024-11-01' = [for (name, index) in names: if (wide) {
          name: '${name}-${index + 1}-${wide ? 'a}b' : 'c'}'
          #disable-next-line BCP037
          properties: { kind: size, all: map(names, (each, at) => { name: each, at: at }) }
        }]
        output id string = sites[0].id
        """)));

    [Theory]
    [InlineData("{ given: 1 }", "line 1: part: 'needed' is required, and not given")]
    [InlineData("{ needed: 1, other: 2 }", "line 1: part: 'other' is given, and no parameter")]
    [InlineData("{ needed: 1 }", "part has no output 'nothing'")]
    public void What_a_module_does_not_get_or_give(string parameters, string fault)
    {
        using var folder = new Folder();
        folder.Write("part.bicep", "param needed int\nparam given int = 1\nparam maybe int?\noutput sum int = needed + given + (maybe ?? 0)");
        var main = folder.Write(
            "main.bicep",
            $"module part 'part.bicep' = {{ name: 'part', params: {parameters} }}\noutput n int = part!.outputs.nothing + part.outputs.sum");
        Assert.Contains(fault, Faults.Of(main));
    }

    [Fact]
    public void What_a_parameter_file_does_not_give()
    {
        using var folder = new Folder();
        folder.Write("main.bicep", "param needed int\noutput n int = needed");
        Assert.Equal(["'needed' is required, and not given", "'other' is given, and no parameter"],
            Faults.Of(folder.Write("dev.bicepparam", "using 'main.bicep'\nparam other = 1")));
    }

    private sealed class Folder : IDisposable
    {
        private readonly string _path = Directory.CreateTempSubdirectory("bicep").FullName;

        public string Write(string name, string text)
        {
            var file = Path.Combine(_path, name);
            File.WriteAllText(file, text);
            return file;
        }

        public void Dispose() => Directory.Delete(_path, recursive: true);
    }
}
