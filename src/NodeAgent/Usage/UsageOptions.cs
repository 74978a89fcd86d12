using System.ComponentModel.DataAnnotations;

namespace PodMotion.NodeAgent.Usage;

/// <summary>Where the node's usage is read and how often.</summary>
public sealed class UsageOptions
{
    /// <summary>The cgroup that holds everything of this node; default <c>/</c>, the whole machine. Another one where nodes share a kernel.</summary>
    [Required, RegularExpression("^/.*")]
    public string NodeCgroup { get; set; } = "/";

    /// <summary>The folder under which /proc and the cgroup mounts are found; default <c>/</c>.</summary>
    [Required]
    public string FileSystemRoot { get; set; } = "/";

    /// <summary>Time between two samples; default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(5);
}
