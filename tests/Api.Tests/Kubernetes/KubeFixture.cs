using PodMotion.Api.Kubernetes;
using PodMotion.TestKit;
using PodMotion.TestKit.Kubernetes;

namespace PodMotion.Api.Tests.Kubernetes;

/// <summary>A fake server with a clock by hand, a client on the real clock, and an end for tests that hang.</summary>
internal sealed class KubeFixture : IAsyncDisposable
{
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(30), TimeProvider.System);

    private KubeFixture(FakeApiServer server, ManualTimeProvider time)
    {
        Server = server;
        Time = time;
        Client = KubeClient.Connect(new() { Server = server.Address }, TimeProvider.System);
    }

    public FakeApiServer Server { get; }

    public ManualTimeProvider Time { get; }

    public KubeClient Client { get; }

    public ListLogger Log { get; } = new();

    public CancellationToken Token => _patience.Token;

    public static ObjectKey Key(string name) => new("default", name);

    public static async Task<KubeFixture> StartAsync()
    {
        var time = new ManualTimeProvider();
        return new(await FakeApiServer.StartAsync(time), time);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        _patience.Dispose();
    }
}
