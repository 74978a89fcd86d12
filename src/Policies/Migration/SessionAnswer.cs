namespace PodMotion.Policies.Migration;

/// <summary>What an agent said when it was asked for a session.</summary>
public enum SessionAnswer
{
    /// <summary>It did not answer: nothing may be concluded.</summary>
    Unreachable,

    /// <summary>It knows nothing of the session.</summary>
    NotFound,

    /// <summary>It told the session's journalled events.</summary>
    Found,
}
