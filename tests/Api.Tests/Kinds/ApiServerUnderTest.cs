using System.Text.Json.Nodes;
using PodMotion.Api.Kubernetes;
using PodMotion.TestKit;

namespace PodMotion.Api.Tests.Kinds;

/// <summary>A real API server that has the CRDs of <c>crds/</c>.</summary>
internal sealed class ApiServerUnderTest : IDisposable
{
    private static readonly ResourceType Definitions =
        new("apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition", Namespaced: false);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly KubeClient client = KubeClient.Connect(KubeConfig.Load(RealApiServerFactAttribute.Kubeconfig), TimeProvider.System);

    /// <summary>Connects, and makes the server serve the kinds as the repository declares them.</summary>
    public static async Task<ApiServerUnderTest> StartAsync(CancellationToken cancellationToken)
    {
        var server = new ApiServerUnderTest();
        foreach (var kind in KindUnderTest.All)
        {
            (await server.client.ApplyRawAsync(Definitions, kind.Definition, cancellationToken)).Require();
        }

        foreach (var kind in KindUnderTest.All)
        {
            await server.WaitUntilServedAsync(kind, cancellationToken);
        }

        return server;
    }

    /// <summary>Applies an object and its status and removes it again. Null when all was taken, otherwise the server's sentence.</summary>
    public async Task<string?> TryAsync(JsonObject? old, JsonObject value, CancellationToken cancellationToken)
    {
        var type = TypeOf(value);
        try
        {
            if (old is not null)
            {
                (await client.ApplyRawAsync(type, old, cancellationToken)).Require();
            }

            return await ApplyAsync(type, value, cancellationToken);
        }
        finally
        {
            await client.DeleteAsync(type, KubeObject.KeyOf(value), new(), cancellationToken);
        }
    }

    /// <summary>The object as the server stores it, defaults filled in.</summary>
    public async Task<JsonObject> StoreAsync(JsonObject value, CancellationToken cancellationToken)
    {
        var type = TypeOf(value);
        var stored = (await client.ApplyRawAsync(type, value, cancellationToken)).Require();
        await client.DeleteAsync(type, KubeObject.KeyOf(value), new(), cancellationToken);
        return stored;
    }

    public void Dispose() => client.Dispose();

    private static ResourceType<AnyObject> TypeOf(JsonObject value)
    {
        var kind = KindUnderTest.Of(value) ?? throw new InvalidOperationException($"Kind '{value["kind"]}' is none of PodMotion's.");
        return new(PodMotionGroup.Group, PodMotionGroup.Version, kind.Plural, kind.Kind, kind.Namespaced);
    }

    private async Task<string?> ApplyAsync(ResourceType<AnyObject> type, JsonObject value, CancellationToken cancellationToken)
    {
        var applied = await client.ApplyRawAsync(type, value, cancellationToken);
        if (applied.IsDone && value["status"] is { } status)
        {
            var patch = new JsonObject { ["status"] = status.DeepClone() };
            var patched = await client.MergePatchAsync(type, KubeObject.KeyOf(value), patch, PatchTarget.Status, cancellationToken);
            return patched.IsDone ? null : patched.Message;
        }

        return applied.IsDone ? null : applied.Message;
    }

    private async Task WaitUntilServedAsync(KindUnderTest kind, CancellationToken cancellationToken)
    {
        var key = KubeObject.KeyOf(kind.Definition);
        while (!IsServed(await client.GetRawAsync(Definitions, key, cancellationToken)))
        {
            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
    }

    private static bool IsServed(JsonObject? definition) =>
        definition?["status"]?["conditions"]?.AsArray().Any(c => (string?)c!["type"] == "Established" && (string?)c["status"] == "True") ?? false;
}
