namespace PodMotion.TestKit.Kubernetes;

/// <summary>Ways in which a call goes wrong.</summary>
public enum FakeFaultKind
{
    /// <summary>Answered with a Status object.</summary>
    Refused,

    /// <summary>The connection is cut and nothing done.</summary>
    Dropped,

    /// <summary>It is done, but the connection is cut before the answer.</summary>
    LostAnswer,

    /// <summary>Nothing is done and no answer comes.</summary>
    Hang,
}
