using System.Net;
using System.Text.Json;

namespace PodMotion.NodeAgent.Sessions;

/// <summary>Addresses that were handed over, durably: their routes must go when the pod does, or a later pod with that address is never reached.</summary>
public sealed class HandedAddresses(AgentDirectories directories)
{
    /// <summary>Writes an entry down; call before the route is made.</summary>
    public void Record(HandedAddress entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        DurableFile.Write(FileOf(entry.Address), JsonSerializer.Serialize(entry));
    }

    /// <summary>Removes an entry; call after the route is gone.</summary>
    public void Remove(string address)
    {
        if (File.Exists(FileOf(address)))
        {
            DurableFile.Delete(FileOf(address));
        }
    }

    /// <summary>Whether the way to the address leads over this node: a pod here has it, or it went on from here.</summary>
    public bool IsKnown(string address) => IPAddress.TryParse(address, out var parsed) && Read(FileOf(parsed.ToString())) is not null;

    /// <summary>The addresses that a pod of this node brought along from other nodes.</summary>
    public IReadOnlyList<HandedAddress> HeldBy(string podUid) => [.. All().Where(entry => !entry.IsGivenAway && entry.PodUid == podUid)];

    /// <summary>How this node gave an address away; null where it did not.</summary>
    public HandedAddress? GivenAway(string address) => Read(FileOf(address)) is { IsGivenAway: true } entry ? entry with { Before = null } : null;

    /// <summary>All entries. One that a crash tore is left out; its route was not made yet.</summary>
    public IReadOnlyList<HandedAddress> All() => [.. Directory.EnumerateFiles(directories.Addresses).Select(Read).OfType<HandedAddress>()];

    private static HandedAddress? Read(string file)
    {
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize<HandedAddress>(File.ReadAllText(file)) : null;
        }
        catch (Exception exception) when (exception is JsonException or FileNotFoundException)
        {
            return null;
        }
    }

    private string FileOf(string address) => Path.Combine(directories.Addresses, address);
}
