using Serverless.Benchmarks;
using Serverless.Benchmarks.Baseline;
using Serverless.Benchmarks.Load;

switch (args)
{
    case ["baseline", .. var rest]:
        var arguments = new Arguments(rest);
        await Server.Run(arguments.Number("port"), arguments.Text("data"));
        break;
    case ["load", .. var rest]:
        await Generator.Run(new Arguments(rest));
        break;
    default:
        break;
}
