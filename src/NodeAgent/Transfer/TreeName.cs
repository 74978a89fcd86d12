using System.Text.RegularExpressions;

namespace PodMotion.NodeAgent.Transfer;

/// <summary>Names a file tree of a pod: <c>images</c>, <c>shm</c>, <c>layer/CONTAINER</c> or <c>volume/VOLUME</c>.</summary>
/// <param name="Kind">The part before the slash.</param>
/// <param name="Item">Container or volume, a DNS label; empty where there is one only.</param>
public sealed partial record TreeName(string Kind, string Item)
{
    /// <summary>CRIU's images.</summary>
    public static TreeName Images { get; } = new("images", "");

    /// <summary>The sandbox's /dev/shm.</summary>
    public static TreeName SharedMemory { get; } = new("shm", "");

    /// <summary>A container's writable layer.</summary>
    public static TreeName Layer(string container) => new("layer", container);

    /// <summary>An emptyDir volume.</summary>
    public static TreeName Volume(string volume) => new("volume", volume);

    /// <summary>The name that a text stands for; null where it is none. A name never leads out of the folder it is put under.</summary>
    public static TreeName? Parse(string text) =>
        Form().Match(text) is { Success: true } match ? new TreeName(match.Groups["kind"].Value, match.Groups["item"].Value) : null;

    /// <inheritdoc/>
    public override string ToString() => Item.Length == 0 ? Kind : $"{Kind}/{Item}";

    [GeneratedRegex("\\A((?<kind>images|shm)|(?<kind>layer|volume)/(?<item>[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?))\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
