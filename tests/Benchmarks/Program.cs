using Serverless.Benchmarks;
using Serverless.Benchmarks.Baseline;
using Serverless.Benchmarks.Load;

switch (args)
{
    case ["baseline", .. var rest]:
        await Server.Run(new Arguments(rest));
        break;
    case ["sink", .. var rest]:
        await Sink.Run(new Arguments(rest));
        break;
    case ["load", .. var rest]:
        await Generator.Run(new Arguments(rest));
        break;
    default:
        await Benchmarks.Run(new Arguments(args));
        break;
}
