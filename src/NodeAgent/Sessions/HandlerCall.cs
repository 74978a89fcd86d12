namespace PodMotion.NodeAgent.Sessions;

/// <summary>One call of the OCI runtime handler, which waits: lines of tab-separated words in both directions.</summary>
public sealed class HandlerCall : IDisposable
{
    private const int WordCount = 5;
    private readonly StreamReader _reader;
    private readonly StreamWriter _writer;

    private HandlerCall(StreamReader reader, StreamWriter writer, string[] words)
    {
        (_reader, _writer) = (reader, writer);
        (PodUid, ContainerName, ContainerId, Bundle) = (words[1], words[2], words[3], words[4]);
    }

    /// <summary>The pod that the container belongs to.</summary>
    public string PodUid { get; }

    /// <summary>As in the pod's spec.</summary>
    public string ContainerName { get; }

    /// <summary>containerd's ID.</summary>
    public string ContainerId { get; }

    /// <summary>The container's bundle.</summary>
    public string Bundle { get; }

    /// <summary>Reads the handler's request; null where it is none.</summary>
    public static async Task<HandlerCall?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var reader = new StreamReader(stream);
        var words = (await reader.ReadLineAsync(cancellationToken))?.Split('\t');
        return words is { Length: WordCount } && words[0] == "RESTORE"
            ? new HandlerCall(reader, new StreamWriter(stream) { AutoFlush = true }, words)
            : null;
    }

    /// <summary>Lets the create call fail with a sentence that shows in the pod's events.</summary>
    public Task RefuseAsync(string sentence) => _writer.WriteAsync($"NO\t{sentence.ReplaceLineEndings(" ")}\n");

    /// <summary>Tells the handler to restore.</summary>
    public Task GoAsync(string migrationUid, string images, string work, string criuConfig, string criu) =>
        _writer.WriteAsync($"GO\t{migrationUid}\t{images}\t{work}\t{criuConfig}\t{criu}\n");

    /// <summary>The next line of the handler; null once it is gone.</summary>
    public async Task<string?> ReadLineAsync()
    {
        try
        {
            return await _reader.ReadLineAsync();
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Answers the handler's report: whether the restored container stays.</summary>
    public Task AcknowledgeAsync(bool keep) => _writer.WriteAsync(keep ? "OK\n" : "NO\n");

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
    }
}
