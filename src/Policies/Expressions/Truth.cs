namespace PodMotion.Policies.Expressions;

/// <summary>A boolean that may be unknown because a value is missing or too old. Ordered, so that "and" is the least and "or" the greatest.</summary>
public enum Truth
{
    /// <summary>Known to be false.</summary>
    False,

    /// <summary>Not known: never fires and never clears.</summary>
    Unknown,

    /// <summary>Known to be true.</summary>
    True,
}
