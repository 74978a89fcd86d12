using System.Globalization;

namespace PodMotion.NodeAgent.Usage;

/// <summary>Reads the small text files of /proc and cgroups.</summary>
internal static class KernelFile
{
    /// <summary>The file's only number.</summary>
    public static ulong ReadNumber(string path) => Parse(File.ReadAllText(path).AsSpan().Trim(), path);

    /// <summary>The first number behind a key at the start of a line (<c>key 12</c> or <c>key: 12 kB</c>).</summary>
    public static ulong ReadKey(string path, string key)
    {
        foreach (var line in File.ReadLines(path))
        {
            if (line.StartsWith(key, StringComparison.Ordinal) && line.Length > key.Length && line[key.Length] is ' ' or ':')
            {
                return Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], path);
            }
        }

        throw new InvalidDataException($"'{path}' has no line '{key}'; the usage is not sampled.");
    }

    private static ulong Parse(ReadOnlySpan<char> text, string path)
    {
        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new InvalidDataException($"'{path}' holds '{text}' where a whole number is expected; the usage is not sampled.");
    }
}
