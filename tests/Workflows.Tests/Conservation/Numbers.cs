using FsCheck;
using FsCheck.Fluent;

namespace Serverless.Workflows.Tests.Conservation;

/// <summary>What a script is made of. An array's own generator divides its size among the elements, so that long ones are nearly all zeros.</summary>
internal static class Numbers
{
    public static readonly Arbitrary<int[]> Any = Gen.Choose(0, 1_000_000).ArrayOf().ToArbitrary();
}
