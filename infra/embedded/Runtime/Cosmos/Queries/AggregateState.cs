namespace Serverless.Embedded.Cosmos.Queries;

/// <summary>An aggregate as the rows come in. Undefined values do not count; one that is not a number makes SUM and AVG undefined.</summary>
internal sealed class AggregateState(Expression.Aggregate aggregate)
{
    private long _count;
    private double _sum;
    private bool _sums = true;
    private Value _extreme;

    public void Add(Value value)
    {
        if (!value.IsDefined || (aggregate.Function == "COUNTIF" && !value.IsTrue))
        {
            return;
        }
        _count++;
        _sum += value.Number;
        _sums &= value.Kind == ValueKind.Number;
        var order = _extreme.IsDefined ? ValueOrder.Instance.Compare(value, _extreme) : 0;
        if (!_extreme.IsDefined || (aggregate.Function == "MIN" ? order < 0 : order > 0))
        {
            _extreme = value;
        }
    }

    public Value Result => aggregate.Function switch
    {
        "COUNT" or "COUNTIF" => Value.Of(_count),
        "SUM" => _sums ? Value.Of(_sum) : Value.Undefined,
        "AVG" => _sums && _count > 0 ? Value.Of(_sum / _count) : Value.Undefined,
        _ => _extreme,
    };
}
