namespace PodMotion.Conventions.Tests;

/// <summary>The files of this repository as a person wrote them: what builds make is left out.</summary>
internal static class Repository
{
    private static readonly string[] BuildFolders = [".git", "artifacts", "bin", "obj", "TestResults", "BenchmarkDotNet.Artifacts", "node_modules"];

    public static string Root { get; } = FindRoot();

    /// <summary>Paths relative to the root, with slashes, sorted; <paramref name="pattern"/> as for a directory listing.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern)
    {
        var start = Path.Join(Root, folder);
        if (!Directory.Exists(start))
        {
            return [];
        }

        return
        [
            .. Directory.EnumerateFiles(start, pattern, new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
                .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
                .Where(path => !path.Split('/').Any(part => BuildFolders.Contains(part)))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Every C# file of the sources, tests, demo and benchmarks.</summary>
    public static IReadOnlyList<string> CSharpFiles() => Files("", "*.cs");

    public static string Read(string path) => File.ReadAllText(Path.Join(Root, path));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Join(folder.FullName, "PodMotion.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No folder above '{AppContext.BaseDirectory}' holds PodMotion.sln; these tests read the sources.");
    }
}
