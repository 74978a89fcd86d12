namespace PodMotion.TestKit;

/// <summary>Files of the repository that a test checks: CRDs, samples, documents.</summary>
public static class RepositoryFiles
{
    /// <summary>The folder that holds the solution, found upwards from the test's own binaries.</summary>
    /// <exception cref="DirectoryNotFoundException">The tests run outside the repository.</exception>
    public static string Root { get; } = FindRoot();

    /// <summary>The full path of a file or folder that is named relative to the root.</summary>
    public static string PathOf(string relative) => Path.Combine(Root, relative);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PodMotion.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above '{AppContext.BaseDirectory}' holds PodMotion.sln.");
    }
}
