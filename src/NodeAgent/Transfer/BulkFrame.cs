using System.Text;

namespace PodMotion.NodeAgent.Transfer;

/// <summary>One frame.</summary>
/// <param name="Kind">What it carries.</param>
/// <param name="Payload">At most <see cref="BulkFrames.MaxPayload"/> bytes; valid until the next frame is read.</param>
public readonly record struct BulkFrame(BulkFrameKind Kind, ReadOnlyMemory<byte> Payload)
{
    /// <summary>The payload as text.</summary>
    public string Text => Encoding.UTF8.GetString(Payload.Span);
}
