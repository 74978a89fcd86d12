using System.Globalization;

namespace PodMotion.Rebalancer.Migrations;

/// <summary>Names of target pods: <c>web-0</c> continues as <c>web-0-m1</c>, that as <c>web-0-m2</c>.</summary>
public static class TargetPodName
{
    private const int Longest = 253;

    /// <summary>The first name of the row after the source's that is free.</summary>
    /// <param name="sourceName">Name of the source pod.</param>
    /// <param name="taken">Whether a pod of that name exists.</param>
    public static string Next(string sourceName, Func<string, bool> taken)
    {
        var (stem, number) = Split(sourceName);
        while (true)
        {
            number++;
            var suffix = string.Create(CultureInfo.InvariantCulture, $"-m{number}");
            var name = stem[..Math.Min(stem.Length, Longest - suffix.Length)].TrimEnd('-', '.') + suffix;
            if (!taken(name))
            {
                return name;
            }
        }
    }

    private static (string Stem, int Number) Split(string name)
    {
        var at = name.LastIndexOf("-m", StringComparison.Ordinal);
        return at > 0 && int.TryParse(name.AsSpan(at + 2), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (name[..at], number)
            : (name, 0);
    }
}
