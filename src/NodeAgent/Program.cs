using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using PodMotion.Api.Agent;
using PodMotion.Api.Grpc;
using PodMotion.NodeAgent;
using PodMotion.NodeAgent.Configuration;
using PodMotion.NodeAgent.Runtime;

var builder = WebApplication.CreateSlimBuilder();
builder.Configuration.AddCommandLine(args, AgentSwitches.Mappings);
builder.Logging.ClearProviders().AddSimpleConsole(console =>
{
    console.SingleLine = true;
    console.UseUtcTimestamp = true;
    console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
});
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
var options = builder.Configuration.GetSection(AgentOptions.Section).Get<AgentOptions>() ?? new AgentOptions();
if (new AgentOptionsValidator().Validate(null, options) is { Failed: true } wrong)
{
    await Console.Error.WriteLineAsync(string.Join(' ', wrong.Failures!));
    return 2;
}

MutualTls tls;
try
{
    tls = MutualTls.Load(new MutualTlsFiles(options.AuthorityFile, options.CertificateFile, options.KeyFile));
}
catch (MutualTlsException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 2;
}

if (tls.Identity is not { Role: PeerRole.Agent } identity || identity.NodeName != options.NodeName)
{
    await Console.Error.WriteLineAsync(
        $"Certificate '{options.CertificateFile}' has subject '{tls.Certificate.Subject}'; Agent:NodeName '{options.NodeName}' needs CN=podmotion-agent:{options.NodeName}.");
    return 2;
}

builder.Services.AddAgent(builder.Configuration, tls);
builder.WebHost.UseKestrelHttpsConfiguration();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Parse(options.ListenAddress), options.GrpcPort, listen =>
{
    listen.Protocols = HttpProtocols.Http2;
    listen.UseHttps(tls.KestrelOptions());
}));
var app = builder.Build();
app.MapNodeAgent(app.Services.GetRequiredService<AgentServer>());
new GrpcHealth().Map(app);
app.MapGrpcUnknown();
// Fills CRIU's cache of kernel features, so that no freeze pays for it.
_ = app.Services.GetRequiredService<CriuProbe>().GetAsync(CancellationToken.None);
await app.RunAsync();
return 0;
