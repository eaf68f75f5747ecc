using System.Globalization;
using Serverless.Chaos;

// --kills 25 [--seed 1] [--customers 16] [--webhooks mixed] [--capture manual]
//                  kills the application that often under load, then says what it found
// anything else    runs the tests
if (args is not ["--kills" or "--seed" or "--customers" or "--webhooks" or "--capture", ..])
{
    return await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
}
var plan = new Plan
{
    Kills = Number("--kills", 25),
    Seed = Number("--seed", 1),
    Customers = Number("--customers", 16),
    Webhooks = Option("--webhooks") ?? "mixed",
    ManualCapture = Option("--capture") == "manual",
};
var report = await new Campaign(plan, Console.WriteLine).Run();
Console.WriteLine(report);
return report.Differences.Count == 0 ? 0 : 1;

int Number(string option, int otherwise) => Option(option) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

string? Option(string option) => Array.IndexOf(args, option) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
