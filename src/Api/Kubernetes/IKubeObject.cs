namespace PodMotion.Api.Kubernetes;

/// <summary>What every Kubernetes object has.</summary>
public interface IKubeObject
{
    /// <summary>Group and version, such as <c>migration.podmotion.io/v1alpha1</c>; null in the items of a list that the server sent.</summary>
    string? ApiVersion { get; }

    /// <summary>The kind, such as <c>PodMigration</c>; null in the items of a list that the server sent.</summary>
    string? Kind { get; }

    /// <summary>Name, identity and bookkeeping of the object.</summary>
    ObjectMeta Metadata { get; }
}
