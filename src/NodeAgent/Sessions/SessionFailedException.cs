namespace PodMotion.NodeAgent.Sessions;

/// <summary>A session cannot go on; before the commit it is rolled back with this reason and sentence.</summary>
/// <param name="reason">CamelCase.</param>
/// <param name="message">One sentence for an operator.</param>
public sealed class SessionFailedException(string reason, string message) : Exception(message)
{
    /// <summary>CamelCase reason of the session's last event.</summary>
    public string Reason { get; } = reason;
}
