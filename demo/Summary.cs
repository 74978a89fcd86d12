using PodMotion.Api.Kubernetes.Model;
using PodMotion.TestKit.Workloads;

namespace PodMotion.Demo;

/// <summary>The result of the demo in rows of name and value, and what is wrong with it.</summary>
internal sealed class Summary(Evidence evidence, Pod target, CheckingReport client, string digest)
{
    public IReadOnlyList<(string Name, string Value)> Rows { get; } = Describe(evidence, target, client, digest);

    /// <summary>Empty for a good result.</summary>
    public IReadOnlyList<string> Faults { get; } = [.. Check(evidence, target, client, digest)];

    private static IReadOnlyList<(string Name, string Value)> Describe(Evidence evidence, Pod target, CheckingReport client, string digest)
    {
        var status = evidence.Migration.Status!;
        return
        [
            ("moved", $"{Place(evidence.Source)} -> {Place(target)}"),
            ("why", evidence.Migration.Spec.Origin?.Message ?? "no reason given"),
            ("freeze", $"{status.Timings?.FreezeDurationMs?.ToString() ?? "not measured"} ms"),
            ("bytes moved", $"{status.TransferredBytes / 1048576.0:0.0} MiB"),
            ("client's longest stall", $"{client.LongestStall.TotalMilliseconds:0} ms (before the move {evidence.CalmStall.TotalMilliseconds:0} ms)"),
            ("connections", $"{status.Tcp?.EstablishedAtFreeze} before, {status.Tcp?.EstablishedRestored} after"),
            ("writes", $"{client.AcknowledgedWrites} acknowledged, {client.LostWrites} lost"),
            ("connection resets", $"{client.Resets}"),
            ("data", $"{evidence.Data.Keys} keys, {(digest == evidence.Data.Digest ? "every byte the same" : "DIFFERENT")} (SHA-256 {digest[..16]}…)"),
        ];
    }

    private static IEnumerable<string> Check(Evidence evidence, Pod target, CheckingReport client, string digest)
    {
        if (target.Spec.NodeName == evidence.Source.Spec.NodeName)
        {
            yield return $"the pod is still on {target.Spec.NodeName}";
        }

        if (client.LostWrites > 0 || client.Resets > 0)
        {
            yield return $"{client.LostWrites} writes lost and {client.Resets} resets; expected none (first: {client.FirstFault})";
        }

        if (evidence.Migration.Status!.Tcp is not { EstablishedAtFreeze: > 0 and var before, EstablishedRestored: var after } || before != after)
        {
            yield return $"connections before and after are not the same number above 0: {evidence.Migration.Status.Tcp}";
        }

        if (digest != evidence.Data.Digest)
        {
            yield return $"the data has digest {digest}; before it was {evidence.Data.Digest}";
        }
    }

    private static string Place(Pod pod) => $"{pod.Metadata.Namespace}/{pod.Metadata.Name} on {pod.Spec.NodeName}";
}
