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

    /// <summary>Whether a pod of this node has the address, as far as is recorded.</summary>
    public bool IsHeldHere(string address) =>
        IPAddress.TryParse(address, out var parsed) && Read(FileOf(parsed.ToString())) is { IsGivenAway: false };

    /// <summary>All entries. One that a crash tore is left out; its route was not made yet.</summary>
    public IReadOnlyList<HandedAddress> All() => [.. Directory.EnumerateFiles(directories.Addresses).Select(Read).OfType<HandedAddress>()];

    private static HandedAddress? Read(string file)
    {
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize<HandedAddress>(File.ReadAllText(file)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string FileOf(string address) => Path.Combine(directories.Addresses, address);
}
