namespace PodMotion.Policies.Expressions;

/// <summary>What a leaf is.</summary>
internal enum LeafKind
{
    /// <summary>A decimal number.</summary>
    Number,

    /// <summary>A quoted text.</summary>
    Text,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Truth,

    /// <summary>A variable.</summary>
    Reference,

    /// <summary>A function call.</summary>
    Call,

    /// <summary>A list in brackets.</summary>
    List,

    /// <summary>A list in brackets to the right of an infix <c>in</c>.</summary>
    Membership,
}
