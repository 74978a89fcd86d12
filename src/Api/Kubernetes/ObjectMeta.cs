namespace PodMotion.Api.Kubernetes;

/// <summary>Name, identity and bookkeeping of an object. Texts are empty when the object has none; empty members are not sent.</summary>
public sealed record ObjectMeta
{
    /// <summary>The name, unique in its namespace and kind at any one time.</summary>
    public string Name { get; init; } = "";

    /// <summary>The namespace; empty for objects of the whole cluster.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>The identity given by the server: another object of the same name has another one.</summary>
    public string Uid { get; init; } = "";

    /// <summary>The version of this state, opaque; sent back it makes a write conditional.</summary>
    public string ResourceVersion { get; init; } = "";

    /// <summary>Counts the changes of the spec; 0 for kinds that do not count.</summary>
    public long Generation { get; init; }

    /// <summary>When the server stored the object first.</summary>
    public DateTimeOffset? CreationTimestamp { get; init; }

    /// <summary>When the object is to be gone; null unless its deletion was asked for.</summary>
    public DateTimeOffset? DeletionTimestamp { get; init; }

    /// <summary>Seconds that a graceful deletion was given; null unless its deletion was asked for.</summary>
    public long? DeletionGracePeriodSeconds { get; init; }

    /// <summary>The labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The annotations.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();

    /// <summary>While there is one, a deleted object stays.</summary>
    public IReadOnlyList<string> Finalizers { get; init; } = [];

    /// <summary>The objects that this one belongs to.</summary>
    public IReadOnlyList<OwnerReference> OwnerReferences { get; init; } = [];
}
