using System.Text.Json;
using PodMotion.NodeAgent.Runtime;

namespace PodMotion.NodeAgent.Sessions;

/// <summary>An append-only file of JSON lines. A line counts once it is whole: what a crash tore off at the end is dropped.</summary>
public sealed class JournalFile(string path)
{
    private const byte NewLine = (byte)'\n';

    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>Appends an entry; when this returns the entry survives a crash.</summary>
    /// <exception cref="JournalException">The entry is not there, or it is not known whether it is.</exception>
    public void Append(JournalEntry entry)
    {
        var before = File.Exists(Path) ? new FileInfo(Path).Length : -1;
        try
        {
            Write(file => file.Write([.. JsonSerializer.SerializeToUtf8Bytes(entry), NewLine]), FileMode.Append);
            if (before < 0)
            {
                Native.SyncDirectory(System.IO.Path.GetDirectoryName(Path) ?? "/");
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new JournalException(
                $"Journal '{Path}' cannot be written: {exception.Message}", exception, isOutcomeUnknown: !TryCut(Math.Max(before, 0)));
        }
    }

    /// <summary>Reads all entries and cuts a torn last line off, so that the next entry begins a line.</summary>
    /// <exception cref="JournalException">A line before the last is no entry: the file was changed by somebody else.</exception>
    public IReadOnlyList<JournalEntry> Open()
    {
        var bytes = File.ReadAllBytes(Path);
        var whole = Array.LastIndexOf(bytes, NewLine) + 1;
        if (whole < bytes.Length)
        {
            Write(file => file.SetLength(whole), FileMode.Open);
        }

        return Parse(bytes.AsSpan(0, whole));
    }

    /// <summary>Removes the file, durably.</summary>
    public void Delete() => DurableFile.Delete(Path);

    private bool TryCut(long length)
    {
        try
        {
            Write(file => file.SetLength(length), FileMode.OpenOrCreate);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void Write(Action<FileStream> change, FileMode mode)
    {
        using var file = new FileStream(Path, mode, FileAccess.Write, FileShare.Read);
        change(file);
        file.Flush(flushToDisk: true);
    }

    private List<JournalEntry> Parse(ReadOnlySpan<byte> bytes)
    {
        var entries = new List<JournalEntry>();
        foreach (var line in bytes.Split(NewLine))
        {
            if (!bytes[line].IsEmpty)
            {
                entries.Add(Parse(bytes[line], entries.Count + 1));
            }
        }

        return entries;
    }

    private JournalEntry Parse(ReadOnlySpan<byte> line, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<JournalEntry>(line) ?? throw new JsonException("null");
        }
        catch (JsonException exception)
        {
            throw new JournalException($"Journal '{Path}', line {number} is no entry: {exception.Message}", exception);
        }
    }
}
