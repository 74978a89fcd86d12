namespace PodMotion.Api.Kubernetes;

/// <summary>The answer to a request for one object.</summary>
/// <param name="Outcome">How it was answered.</param>
/// <param name="Value">The object as it is now; null unless it was done.</param>
/// <param name="Message">The server's sentence; empty when it was done.</param>
public sealed record KubeResult<T>(KubeOutcome Outcome, T? Value, string Message)
    where T : class
{
    /// <summary>Whether it was done.</summary>
    public bool IsDone => Outcome == KubeOutcome.Done;

    /// <summary>The object as it is now.</summary>
    /// <exception cref="KubeException">It was not done.</exception>
    public T Require() => Value ?? throw new KubeException(Message);

    internal KubeResult<TOther> As<TOther>(Func<T, TOther> convert)
        where TOther : class => new(Outcome, Value is null ? null : convert(Value), Message);
}
