using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Serverless.Architecture.Tests.Layers;

/// <summary>What a built assembly of ours refers to, read from its metadata without loading it.</summary>
internal sealed class AssemblyFile
{
    private AssemblyFile(string[] references, TypeReferenceName[] types) => (References, Types) = (references, types);

    /// <summary>The assemblies that its code uses.</summary>
    public IReadOnlyList<string> References { get; }

    /// <summary>The types of other assemblies that its code uses.</summary>
    public IReadOnlyList<TypeReferenceName> Types { get; }

    public static AssemblyFile Read(string name)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"Serverless.{name}.dll")));
        var metadata = file.GetMetadataReader();
        return new(
            [.. metadata.AssemblyReferences.Select(handle => NameOf(metadata, handle))],
            [.. metadata.TypeReferences.Select(metadata.GetTypeReference)
                .Where(type => type.ResolutionScope.Kind == HandleKind.AssemblyReference)
                .Select(type => new TypeReferenceName(
                    NameOf(metadata, (AssemblyReferenceHandle)type.ResolutionScope),
                    metadata.GetString(type.Namespace),
                    metadata.GetString(type.Name)))]);
    }

    private static string NameOf(MetadataReader metadata, AssemblyReferenceHandle handle) =>
        metadata.GetString(metadata.GetAssemblyReference(handle).Name);
}

/// <summary>A type of another assembly.</summary>
internal sealed record TypeReferenceName(string Assembly, string Namespace, string Name);
