using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Serverless.Client.Tests.Generated;

/// <summary>What can be wrong with a body, or just within its limits.</summary>
internal static class BodyFaults
{
    private static readonly string[] Wholes =
    [
        "", " ", "null", "true", "0", "\"text\"", "[]", "{}", "[{}]", "{", "}", "{\"", "{]", "{} {}", "{}x", "// nothing", "{/*x*/}", "{\"a\":1,}",
        "\ufeff{}", "{\"\":null}", "{\"lines\":{}}",
        "{\"amount\":null}", "{\"amount\":1,\"amount\":2}", "{\"__proto__\":{}}", "{\"\\ud800\":1}",
    ];

    public static byte[] Of(Random random, string example)
    {
        switch (random.Next(10))
        {
            case 0:
                return Encoding.UTF8.GetBytes(Wholes[random.Next(Wholes.Length)]);
            case 1: // Cut off, or with something in it that is no UTF-8.
                var bytes = Encoding.UTF8.GetBytes(example);
                var half = bytes.Length / 2;
                return random.Next(2) == 0 ? bytes[..random.Next(bytes.Length + 1)] : [.. bytes[..half], (byte)random.Next(128, 256), .. bytes[half..]];
            case 2:
                var noise = new byte[random.Next(1, 300)];
                random.NextBytes(noise);
                return noise;
            case 3: // Deep, or long.
                return Encoding.UTF8.GetBytes(random.Next(3) switch
                {
                    0 => new string('[', random.Next(60, 5_000)),
                    1 => string.Concat(Enumerable.Repeat("{\"lines\":", random.Next(60, 3_000))),
                    _ => example + new string(' ', Math.Max(0, 256 * 1024 - Encoding.UTF8.GetByteCount(example) + random.Next(-1, 2))),
                });
            default:
                return Encoding.UTF8.GetBytes(Field(random, example));
        }
    }

    // Changes one place of the example, wherever it is.
    private static string Field(Random random, string example)
    {
        JsonNode root;
        List<(JsonObject Of, string Name)> places;
        try
        {
            root = JsonNode.Parse(example)!;
            places = [.. Places(root)];
        }
        catch (Exception bad) when (bad is JsonException or InvalidOperationException) // An earlier fault has left no JSON, or half a character.
        {
            return example.Insert(random.Next(example.Length + 1), HostileText.Any[random.Next(HostileText.Any.Length)]);
        }
        if (places.Count == 0)
        {
            return "{\"" + HostileText.Any[random.Next(20)].Replace("\"", "", StringComparison.Ordinal).Replace("\\", "", StringComparison.Ordinal) + "\":1}";
        }
        var (of, name) = places[random.Next(places.Count)];
        switch (random.Next(6))
        {
            case 0:
                of.Remove(name);
                break;
            case 1:
                of[$"{name}{random.Next(10)}"] = 1;
                break;
            case 2:
                of[name] = null;
                break;
            case 3 when of[name] is JsonArray { Count: > 0 } list:
                for (var more = random.Next(1, 130); more > 0; more--)
                {
                    list.Add(list[0]!.DeepClone());
                }
                break;
            case 4: // A number, as it stands and however odd: nodes cannot hold some of them.
                of[name] = "@@";
                return root.ToJsonString().Replace("\"@@\"", HostileText.Numbers[random.Next(HostileText.Numbers.Length)], StringComparison.Ordinal);
            default:
                of[name] = random.Next(4) switch
                {
                    0 => new JsonObject { ["x"] = 1 },
                    1 => new JsonArray(1, "2", null),
                    2 => random.Next(2) == 0,
                    _ => HostileText.Any[random.Next(HostileText.Any.Length)],
                };
                break;
        }
        return root.ToJsonString();
    }

    private static IEnumerable<(JsonObject Of, string Name)> Places(JsonNode? node) => node switch
    {
        JsonObject of => of.SelectMany(each => Places(each.Value).Prepend((of, each.Key))),
        JsonArray list => list.SelectMany(Places),
        _ => [],
    };
}
