namespace Serverless.Domain.Tests;

/// <summary>
/// A state machine written as a table: a row for each command, a column for each state. A cell is the state that follows,
/// <c>=</c> for nothing changed, <c>x</c> for a rejection.
/// </summary>
internal sealed class StateTable
{
    public const string None = "(none)";

    private readonly Dictionary<(string State, string Command), string> cells = [];

    public StateTable(string text)
    {
        var rows = text.Split('\n').Select(row => row.Split('|', StringSplitOptions.TrimEntries)).ToList();
        States = rows[0][1..];
        Commands = [.. rows[1..].Select(row => row[0])];
        foreach (var row in rows[1..])
            foreach (var (state, cell) in States.Zip(row[1..]))
                cells.Add((state, row[0]), cell);
    }

    public IReadOnlyList<string> States { get; }

    public IReadOnlyList<string> Commands { get; }

    public string this[string state, string command] => cells[(state, command)];

    /// <summary>Every pair, as theory data.</summary>
    public TheoryData<string, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            foreach (var (state, command) in cells.Keys)
                pairs.Add(state, command);
            return pairs;
        }
    }

    /// <summary>The names of a closed set: the types nested in it that can exist.</summary>
    public static IEnumerable<string> Members(Type closed) =>
        closed.GetNestedTypes().Where(type => !type.IsAbstract).Select(type => type.Name).Order();

    /// <summary>What a decision is in a cell of the table.</summary>
    public static string Cell<TState, TEvent>(TState? state, Decision<TEvent> decision, Func<TState?, TEvent, TState> apply)
        where TState : class
        where TEvent : class => decision switch
        {
            Decision<TEvent>.Happens happens => happens.Events.Aggregate(state, apply)!.GetType().Name,
            Decision<TEvent>.Nothing => "=",
            _ => "x",
        };
}
