using PodMotion.NodeAgent.Runtime;

namespace PodMotion.NodeAgent.Transfer;

/// <summary>GNU tar's arguments: owners as numbers, all extended attributes and ACLs, sockets left out (CRIU makes them anew).</summary>
internal static class TarProgram
{
    // Extended attributes with overlayfs' own handles into the lower layers mean nothing on another node.
    private static readonly string[] Attributes =
        ["--numeric-owner", "--acls", "--xattrs", "--xattrs-include=*", "--xattrs-exclude=trusted.overlay.origin", "--xattrs-exclude=trusted.overlay.impure"];

    public static CommandLine Pack(string folder) =>
        new("tar", ["--create", "--file=-", $"--directory={folder}", "--sparse", "--warning=no-file-ignored", .. Attributes, "."]);

    public static CommandLine Unpack(string folder) =>
        new("tar", ["--extract", "--file=-", $"--directory={folder}", "--preserve-permissions", "--same-owner", .. Attributes]);
}
