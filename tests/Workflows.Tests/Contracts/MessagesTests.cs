using System.Text;
using System.Text.Json;
using Serverless.Contracts;

namespace Serverless.Workflows.Tests.Contracts;

public class MessagesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Amount Price = new(4000, "EUR");
    private static readonly Failure Declined = new("card_declined", "Your card was declined.", "generic_decline");

    private static readonly Message[] Examples =
    [
        new ChargePayment("o-1", 1, Price, "pm_card_visa", Capture.Automatic, Noon),
        new CapturePayment("o-1", Price),
        new VoidPayment("o-1", Price),
        new RefundPayment("o-1", 1, Price),
        new ReviewPayment("o-1", "The order stands still."),
        new PaymentChanged("o-1", 2, PaymentStatus.RequiresAction, 1, Price, Price, Price, [new RefundOutcome(1, Price, Declined)], Noon, Declined, new NextAction("redirect_to_url", "https://bank.example"), [new Dispute("dp_1", Price, DisputeStatus.Open, "fraudulent")]),
        new ProviderEvent("evt_1", "payment_intent.succeeded", "pi_1", "o-1"),
        new OrderChanged("o-1", 2, OrderStatus.PaymentFailed, "alice", Price, Price, Price, Noon, Declined),
    ];

    public static TheoryData<string> Subjects => [.. Examples.Select(Messages.SubjectOf)];

    [Fact]
    public void Every_message_stands_in_the_table_once_and_has_an_example()
    {
        var types = typeof(Message).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Message)) && !type.IsAbstract).Select(type => type.Name).Order().ToList();
        Assert.Equal(types, Messages.All.Select(type => type.Subject).Order());
        Assert.Equal(types, Examples.Select(Messages.SubjectOf).Order());
    }

    [Theory]
    [MemberData(nameof(Subjects))]
    public void What_is_written_can_be_read(string subject) => Assert.Equivalent(Example(subject), Messages.Read(subject, Messages.Write(Example(subject))), strict: true);

    [Fact]
    public void What_may_be_missing_may_be_missing()
    {
        var bare = new PaymentChanged("o-1", 2, PaymentStatus.Failed, 1, Price, Price, Price, [new RefundOutcome(1, Price)], Noon, new Failure("code", "why"), new NextAction("kind"));
        Assert.Equivalent(bare, Messages.Read(nameof(PaymentChanged), Messages.Write(bare)), strict: true);
    }

    [Theory]
    [MemberData(nameof(Subjects))]
    public void A_message_without_one_of_its_needed_fields_is_refused(string subject)
    {
        var body = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Messages.Write(Example(subject)))!;
        string[] optional = subject == nameof(ProviderEvent) ? ["orderId"] : ["failure", "nextAction", "disputes"];
        Assert.All(body.Keys.Except(optional), field => Refused(subject, JsonSerializer.Serialize(body.Where(pair => pair.Key != field).ToDictionary())));
    }

    [Fact]
    public void A_charge_looks_like_this_on_the_wire() => Assert.Equal(
        """{"attempt":1,"amount":{"amount":4000,"currency":"EUR"},"paymentMethod":"pm_card_visa","capture":"automatic","requestedAt":"2026-03-01T12:00:00+00:00","orderId":"o-1","schema":1}""",
        Encoding.UTF8.GetString(Messages.Write(Examples[0])));

    [Fact]
    public void A_field_that_is_not_known_is_passed_over_because_a_newer_sender_may_add_one() =>
        Assert.IsType<VoidPayment>(Read("VoidPayment", """{"schema":1,"orderId":"o-1","amount":{"amount":1,"currency":"EUR"},"new":true}"""));

    [Theory]
    [InlineData("""{"schema":0,"orderId":"o-1","amount":{"amount":1,"currency":"EUR"}}""")]
    [InlineData("""{"schema":1,"orderId":null,"amount":{"amount":1,"currency":"EUR"}}""")]
    [InlineData("""{"schema":1,"orderId":"o-1","orderId":"o-2","amount":{"amount":1,"currency":"EUR"}}""")]
    [InlineData("""{"schema":1,"orderId":"o-1","amount":{"amount":1.5,"currency":"EUR"}}""")]
    [InlineData("""{"schema":1,"orderId":"o-1","amount":{"amount":"1","currency":"EUR"}}""")]
    [InlineData("""{"schema":1,"orderId":"o-1","amount":1}""")]
    [InlineData("""[]""")]
    [InlineData("")]
    public void Anything_else_is_refused(string body) => Refused("VoidPayment", body);

    [Fact]
    public void A_newer_schema_is_told_apart_from_nonsense_because_code_that_knows_it_is_on_its_way() => Assert.Throws<NewerMessageException>(
        () => Read("VoidPayment", """{"schema":2,"orderId":"o-1","amount":{"amount":1,"currency":"EUR"}}"""));

    [Fact]
    public void A_status_is_a_name_and_never_a_number() => Refused(
        "ChargePayment",
        """{"schema":1,"orderId":"o","attempt":1,"amount":{"amount":1,"currency":"EUR"},"paymentMethod":"pm","capture":0,"requestedAt":"2026-03-01T12:00:00Z"}""");

    [Fact]
    public void The_reason_of_a_refusal_does_not_quote_the_body()
    {
        var refusal = Assert.Throws<MalformedMessageException>(() => Read("VoidPayment", """{"schema":1,"orderId":"o-1","amount":"secret"}"""));
        Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
    }

    private static Message Example(string subject) => Examples.Single(message => Messages.SubjectOf(message) == subject);

    private static Message Read(string subject, string body) => Messages.Read(subject, Encoding.UTF8.GetBytes(body));

    private static void Refused(string subject, string body) => Assert.Throws<MalformedMessageException>(() => Read(subject, body));
}
