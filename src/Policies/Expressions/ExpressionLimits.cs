namespace PodMotion.Policies.Expressions;

/// <summary>How large an expression may be.</summary>
internal static class ExpressionLimits
{
    public const int Characters = 1024;

    /// <summary>Brackets, calls, lists and negations inside one another.</summary>
    public const int Depth = 32;

    /// <summary>Variables read, each as often as it is written.</summary>
    public const int References = 64;
}
