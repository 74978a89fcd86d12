namespace PodMotion.Api;

/// <summary>The names under which PodMotion appears in a cluster. They are API: none is ever renamed.</summary>
public static class PodMotionGroup
{
    /// <summary>The API group of every kind.</summary>
    public const string Group = "migration.podmotion.io";

    /// <summary>The only version served.</summary>
    public const string Version = "v1alpha1";

    /// <summary>Group and version as in <c>apiVersion</c>.</summary>
    public const string ApiVersion = Group + "/" + Version;

    /// <summary>Holds a PodMigration until its pod runs exactly once.</summary>
    public const string RollbackFinalizer = Group + "/rollback";

    /// <summary>Annotation of a pod: <c>"false"</c> means that the pod is never moved.</summary>
    public const string AllowAnnotation = Group + "/allow";

    /// <summary>Label of a target pod: the name of the PodMigration that made it.</summary>
    public const string MigrationLabel = Group + "/migration";

    /// <summary>Label of a PodMigration: the name of the MigrationPolicy that made it.</summary>
    public const string PolicyLabel = Group + "/policy";

    /// <summary>Annotation of a target pod: the UID of the pod that it continues.</summary>
    public const string SourcePodUidAnnotation = Group + "/source-pod-uid";

    /// <summary>Annotation of a target pod: the UID of the PodMigration that made it. A pod without it is never touched.</summary>
    public const string MigrationUidAnnotation = Group + "/migration-uid";

    /// <summary>RuntimeClass of the pods that can move.</summary>
    public const string RuntimeClassName = "podmotion";

    /// <summary>Scheduler name of a target pod, which the rebalancer binds itself once its tickets are issued.</summary>
    public const string SchedulerName = "podmotion";

    /// <summary>Field manager of server-side apply.</summary>
    public const string FieldManager = "podmotion";

    /// <summary>Namespace of the installation.</summary>
    public const string SystemNamespace = "podmotion-system";
}
