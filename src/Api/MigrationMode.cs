namespace PodMotion.Api;

/// <summary>How memory crosses.</summary>
public enum MigrationMode
{
    /// <summary>Copied before the pod is frozen, the rest while frozen. For now everything crosses while frozen.</summary>
    PreCopy,

    /// <summary>The target resumes first and pages follow. Not available yet: refused with a reason.</summary>
    PostCopy,

    /// <summary>Frozen from the start. Not available yet: refused with a reason.</summary>
    Cold,
}
