namespace Serverless.Infrastructure.Tests.Bicep;

/// <summary>One declaration of a template.</summary>
/// <param name="Kind">Its keyword: param, var, resource, module, output, type, import, using or targetScope.</param>
/// <param name="Name">What it declares; empty where it declares no name.</param>
/// <param name="Path">The type of a resource, the file of a module, the template of a parameter file or import.</param>
/// <param name="Type">The type of a parameter or output.</param>
/// <param name="Decorators">What stands before it, each beginning with @.</param>
/// <param name="Value">What stands behind the equals sign; empty if there is none.</param>
/// <param name="Line">Where it begins.</param>
internal sealed record Declaration(
    string Kind, string Name, string Path, IReadOnlyList<Token> Type, IReadOnlyList<Token> Decorators, IReadOnlyList<Token> Value, int Line)
{
    public bool IsRequired => Value.Count == 0 && !Type.Any(token => token.Is("?"));

    /// <summary>The members of the object that a resource or module is made of, also inside a loop or condition.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Token>> Members => Reading.Members(Body);

    private IReadOnlyList<Token> Body
    {
        get
        {
            var from = 0;
            if (Value[0].Is("["))
                from = Reading.IndexAtDepth(Value, ":", 1) + 1;
            if (Value[from].Is("if"))
                from = Reading.Close(Value, from + 1) + 1;
            return [.. Value.Skip(from)];
        }
    }
}
