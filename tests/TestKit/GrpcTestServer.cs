using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PodMotion.Api.Grpc;

namespace PodMotion.TestKit;

/// <summary>gRPC methods on a real Kestrel at a free port of 127.0.0.1, HTTP/2 only.</summary>
public sealed class GrpcTestServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private GrpcTestServer(WebApplication application, Uri address) => (_application, Address) = (application, address);

    public Uri Address { get; }

    public static async Task<GrpcTestServer> StartAsync(
        Action<IEndpointRouteBuilder> map, TimeProvider? timeProvider = null, MutualTls? tls = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(timeProvider ?? TimeProvider.System);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            if (tls is not null)
            {
                listen.UseHttps(tls.KestrelOptions());
            }
        }));
        var application = builder.Build();
        map(application);
        application.MapGrpcUnknown();
        await application.StartAsync();
        return new GrpcTestServer(application, new Uri(application.Urls.Single()));
    }

    /// <summary>A channel to this server.</summary>
    public GrpcChannel Connect(GrpcChannelOptions? options = null) => GrpcChannel.ForAddress(Address, options ?? new());

    /// <summary>Stops as a process does on SIGTERM: calls under way may end.</summary>
    public Task StopAsync() => _application.StopAsync();

    /// <summary>Stops at once; calls under way are cut.</summary>
    public async ValueTask DisposeAsync() => await _application.DisposeAsync();
}
