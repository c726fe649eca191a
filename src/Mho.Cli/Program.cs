using Mho.Cli;

return Shell.Run(args, new Terminal(Console.Out, Console.Error, interactive: !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb"));
