namespace PodMotion.TestKit.Workloads;

/// <summary>One reply of a Redis server. Errors are thrown as <see cref="RespErrorException"/>, never returned.</summary>
/// <param name="Text">A simple or bulk string as Latin-1 (byte for char); null for a null reply and for the other kinds.</param>
/// <param name="Number">An integer reply; 0 for the other kinds.</param>
/// <param name="Items">The elements of an array; empty for the other kinds.</param>
public sealed record RespReply(string? Text, long Number, IReadOnlyList<RespReply> Items)
{
    /// <summary>A reply that says "nothing here".</summary>
    public static RespReply Null { get; } = new(null, 0, []);
}
