namespace PodMotion.Policies.Expressions;

/// <summary>Three-valued logic after Kleene. An unknown number is NaN, an unknown text is null.</summary>
internal static class TruthLogic
{
    public static Truth Of(bool value) => value ? Truth.True : Truth.False;

    public static Truth Not(Truth value) => Truth.True - (int)value;

    public static Truth And(Truth left, Truth right) => left < right ? left : right;

    public static Truth Or(Truth left, Truth right) => left > right ? left : right;

    public static Truth Equal(Truth left, Truth right) =>
        left == Truth.Unknown || right == Truth.Unknown ? Truth.Unknown : Of(left == right);

    public static Truth Equal(double left, double right) => double.IsNaN(left) || double.IsNaN(right) ? Truth.Unknown : Of(left == right);

    public static Truth Equal(string? left, string? right) => left is null || right is null ? Truth.Unknown : Of(left == right);

    public static Truth Less(double left, double right) => double.IsNaN(left) || double.IsNaN(right) ? Truth.Unknown : Of(left < right);

    public static Truth LessOrEqual(double left, double right) => double.IsNaN(left) || double.IsNaN(right) ? Truth.Unknown : Of(left <= right);

    /// <summary>Division by zero and every other result that is no number is unknown.</summary>
    public static double Finite(double value) => double.IsFinite(value) ? value : double.NaN;
}
