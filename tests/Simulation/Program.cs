using Serverless.Simulation.Campaign;

// --seeds 1000000 [--from 1] [--flaw Name]   runs seeds with progress; ends with 1 when one fails
// --seed 17 [--flaw Name]                    replays one seed with its trace
// --flaws [--seeds 20000]                    says at which seed each known flaw is noticed
// anything else                              runs the tests
return args is ["--seeds" or "--seed" or "--flaws" or "--from" or "--flaw", ..]
    ? CommandLine.Run(args)
    : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
