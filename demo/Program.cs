using PodMotion.Api.Kubernetes;
using PodMotion.Demo;
using Spectre.Console;

if (args is not ["--kubeconfig", var kubeconfig])
{
    Console.Error.WriteLine("usage: PodMotion.Demo --kubeconfig FILE   (make demo calls it with the local cluster's)");
    return 2;
}

using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interrupted.Cancel();
};

IScreen screen = AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected
    ? new LiveScreen(AnsiConsole.Console, TimeProvider.System)
    : new PlainScreen(Console.Out, TimeProvider.System);
try
{
    using var client = KubeClient.Connect(KubeConfig.Load(kubeconfig), TimeProvider.System);
    var stage = new Stage(client, TimeProvider.System);
    await new DemoRun(new Steps(screen, TimeProvider.System), stage, screen, TimeProvider.System).RunAsync(interrupted.Token);
    return 0;
}
catch (StepFailedException failed)
{
    screen.Say($"FAILED {failed.Message}");
    return 1;
}
