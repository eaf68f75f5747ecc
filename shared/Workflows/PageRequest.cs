using System.Globalization;

namespace Serverless.Workflows;

/// <summary>Which part of a list is wanted, as it stood in the query string.</summary>
public sealed record PageRequest(string? PageSize, string? Cursor)
{
    /// <summary>The page size when none is given.</summary>
    public const int DefaultSize = 20;

    /// <summary>The largest page.</summary>
    public const int MaxSize = 100;

    /// <summary>
    /// Reads the page that is wanted, one item more than its size (to know whether another page follows), and turns it into views.
    /// A cursor goes with the filter that it was given out for (<see cref="FilterPrint"/>): under another one it would skip what fits.
    /// </summary>
    internal async Task<Listing<TView>> Read<TItem, TPosition, TView>(
        Func<string, TPosition?> parse,
        Func<int, TPosition?, ValueTask<IReadOnlyList<TItem>>> read,
        Func<TItem, string> cursor,
        Func<TItem, TView> view,
        string filter = "")
        where TPosition : class
    {
        var errors = new List<InvalidField>();
        var size = DefaultSize;
        if (PageSize is not null
            && !(int.TryParse(PageSize, NumberStyles.None, CultureInfo.InvariantCulture, out size) && size is >= 1 and <= MaxSize))
            errors.Add(new InvalidField("pageSize", "out_of_range", $"pageSize is a number from 1 to {MaxSize}."));

        var (place, print) = Cursor?.Split('.', 2) is [var before, var behind] ? (before, behind) : (Cursor, "");
        var after = place is null ? null : parse(place);
        if (place is not null && after is null)
            errors.Add(new InvalidField("cursor", "invalid_cursor", "The cursor is not one that this list gave out."));
        else if (place is not null && print != filter)
            errors.Add(new InvalidField("cursor", "other_filter", "The cursor is of a list with another filter: keep the filter from page to page."));

        if (errors.Count > 0)
            return new Listing<TView>.Invalid(errors);

        var items = await read(size + 1, after);
        var next = items.Count > size ? cursor(items[size - 1]) : null;
        return new Listing<TView>.Page([.. items.Take(size).Select(view)], next is null || filter.Length == 0 ? next : $"{next}.{filter}");
    }
}
