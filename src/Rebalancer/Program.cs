using PodMotion.Api.Grpc;
using PodMotion.Api.Kubernetes;
using PodMotion.Rebalancer;
using PodMotion.Rebalancer.Agents;

var (options, errors) = RebalancerOptionsReader.Read(args, Environment.GetEnvironmentVariable);
if (options is null)
{
    await Console.Error.WriteLineAsync($"The rebalancer does not start. {errors}");
    return 2;
}

try
{
    using var tls = MutualTls.Load(options.Tls);
    using var client = Composition.Connect(options, TimeProvider.System);
    await Build(options, client, tls).RunAsync();
    return Environment.ExitCode;
}
catch (Exception e) when (e is KubeConfigException or MutualTlsException)
{
    await Console.Error.WriteLineAsync($"The rebalancer does not start. {e.Message}");
    return 2;
}

static WebApplication Build(RebalancerOptions options, KubeClient client, MutualTls tls)
{
    var builder = WebApplication.CreateSlimBuilder();
    builder.Logging.ClearProviders().AddSimpleConsole(console =>
    {
        console.SingleLine = true;
        console.UseUtcTimestamp = true;
        console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
    });
    builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Quartz", LogLevel.Warning);
    builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(options.Http));
    builder.Services.AddRebalancer(
        client,
        TimeProvider.System,
        new AgentAddresses(options.AgentPort, options.BulkPort),
        Composition.Agents(tls),
        $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid():N}");
    builder.AddRebalancerHosts();
    var app = builder.Build();
    app.MapRebalancer();
    return app;
}
