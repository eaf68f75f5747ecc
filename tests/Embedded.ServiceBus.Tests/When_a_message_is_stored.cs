namespace Serverless.Embedded.ServiceBus.Tests;

public class When_a_message_is_stored
{
    public static TheoryData<object> Values =>
    [
        "text", "", true, (byte)200, (sbyte)-100, 'ß', (short)-30000, (ushort)60000, int.MinValue, uint.MaxValue, long.MinValue, ulong.MaxValue,
        1.5f, double.Epsilon, 19.99m, new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), new Uri("https://shop.example/orders?id=1"), new Uri("orders/1", UriKind.Relative),
        new DateTime(2026, 3, 29, 2, 30, 0, DateTimeKind.Utc), new DateTimeOffset(2026, 3, 29, 2, 30, 0, TimeSpan.FromHours(-5.5)), TimeSpan.FromTicks(-1),
    ];

    [Theory]
    [MemberData(nameof(Values))]
    public void A_property_comes_back_with_its_type(object value)
    {
        var data = new MessageData { Properties = MessageData.NoProperties.With(new Dictionary<string, object> { ["value"] = value }) };

        var back = MessageEncoding.Decode(MessageEncoding.Encode(data)).Properties["value"];

        Assert.Equal((value, value.GetType()), (back, back?.GetType()));
    }

    [Fact]
    public void What_is_not_set_stays_so()
    {
        var back = MessageEncoding.Decode(MessageEncoding.Encode(new MessageData()));

        Assert.Equal(new MessageData() with { Body = back.Body, Properties = back.Properties }, back);
        Assert.Equal((0, 0), (back.Body.Length, back.Properties.Count));
    }

    [Fact]
    public void A_format_of_the_future_is_refused()
    {
        var bytes = MessageEncoding.Encode(new MessageData());
        bytes[0] = 9;

        Assert.Contains("format 9", Assert.Throws<InvalidDataException>(() => MessageEncoding.Decode(bytes)).Message, StringComparison.Ordinal);
    }
}
