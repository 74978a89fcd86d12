using System.Text.Json.Nodes;
using PodMotion.Api.Kubernetes;
using PodMotion.Api.Kubernetes.Model;

namespace PodMotion.TestKit.Workloads;

/// <summary>Puts objects into a real cluster and waits for what becomes of them; every wait ends with the token.</summary>
public sealed class ClusterObjects(KubeClient client, TimeProvider time)
{
    /// <summary>Time between two looks.</summary>
    public static TimeSpan Pause { get; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Creates an object; one of that name that is there already is an error.</summary>
    /// <exception cref="KubeException">It was refused; the message is the server's.</exception>
    public async Task CreateAsync(ResourceType type, JsonObject value, CancellationToken cancellationToken) =>
        (await client.CreateRawAsync(type, value, cancellationToken)).Require();

    /// <summary>Waits until there is such an object and it is as <paramref name="wanted"/> says.</summary>
    public async Task<T> UntilAsync<T>(ResourceType<T> type, ObjectKey key, Func<T, bool> wanted, CancellationToken cancellationToken)
        where T : class, IKubeObject
    {
        while (true)
        {
            if (await client.GetAsync(type, key, cancellationToken) is { } found && wanted(found))
            {
                return found;
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    /// <summary>Waits until kubelet says that the pod is ready.</summary>
    public Task<Pod> ReadyAsync(ObjectKey pod, CancellationToken cancellationToken) =>
        UntilAsync(CoreTypes.Pods, pod, IsReady, cancellationToken);

    /// <summary>Waits until a selection holds at least one object, and returns all of them.</summary>
    public async Task<IReadOnlyList<T>> AnyAsync<T>(ResourceType<T> type, Selection selection, CancellationToken cancellationToken)
        where T : class, IKubeObject
    {
        while (true)
        {
            var found = await client.ListAsync(type, selection, cancellationToken);
            if (found.Items.Count > 0)
            {
                return found.Items;
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    /// <summary>Deletes an object, if there is one, and waits until it is gone.</summary>
    public async Task GoneAsync(ResourceType type, ObjectKey key, CancellationToken cancellationToken)
    {
        while (await client.GetRawAsync(type, key, cancellationToken) is { } found)
        {
            if (found["metadata"]?["deletionTimestamp"] is null)
            {
                await client.DeleteAsync(type, key, new Deletion { GracePeriodSeconds = 1 }, cancellationToken);
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private static bool IsReady(Pod pod) => pod.Status.Conditions.Any(condition => condition is { Type: "Ready", Status: "True" });
}
