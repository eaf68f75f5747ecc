namespace Serverless.Embedded.Cosmos.Documents;

/// <summary>Tells the database to undo what a commit has done so far; carries what to answer.</summary>
internal sealed class RolledBack(Outcome[] outcomes) : Exception
{
    public Outcome[] Outcomes { get; } = outcomes;
}
