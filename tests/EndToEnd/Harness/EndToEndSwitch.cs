namespace PodMotion.EndToEnd.Harness;

/// <summary>Decides whether the scenarios run: PODMOTION_E2E=1 asks for them, and where CI is <c>true</c> nobody takes silence for success.</summary>
internal static class EndToEndSwitch
{
    private const string Variable = "PODMOTION_E2E";
    private const string ClusterVariable = "KUBECONFIG";

    public static string? SkipReason => Value(Variable) == "1" || Value("CI") == "true"
        ? null
        : $"{Variable} is not 1; these scenarios move pods on the local cluster: `make cluster-up`, then set {Variable}=1 and {ClusterVariable}.";

    /// <summary>The kubeconfig of the local cluster, which lies in the cluster's folder.</summary>
    /// <exception cref="InvalidOperationException">None is named, or there is no such file.</exception>
    public static string Kubeconfig => Value(ClusterVariable) is { } path && File.Exists(path)
        ? path
        : throw new InvalidOperationException($"{ClusterVariable} is '{Value(ClusterVariable)}'; expected the kubeconfig that `make cluster-up` prints.");

    private static string? Value(string name) => Environment.GetEnvironmentVariable(name);
}
