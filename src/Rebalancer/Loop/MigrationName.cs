using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PodMotion.Policies.Planning;

namespace PodMotion.Rebalancer.Loop;

/// <summary>
/// Names of the PodMigrations that policies make. The same move gets the same name until a migration of that name is over, so that a crash between deciding and
/// noting, or a cache that lags, cannot make two.
/// </summary>
public static class MigrationName
{
    private const int LongestPart = 24;

    /// <summary>The name for a move; at most 63 characters, as it becomes a label.</summary>
    /// <param name="move">The move.</param>
    /// <param name="isOver">Whether a migration of that name exists and is over.</param>
    public static string For(Move move, Func<string, bool> isOver)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{move.PolicyName}\n{move.PodUid}")))[..8];
        var stem = $"{Short(move.PodName)}-{Short(move.PolicyName)}-{digest}".Replace('.', '-');
        for (var round = 1; ; round++)
        {
            var name = round == 1 ? stem : string.Create(CultureInfo.InvariantCulture, $"{stem}-{round}");
            if (!isOver(name))
            {
                return name;
            }
        }
    }

    private static string Short(string part) => part[..Math.Min(part.Length, LongestPart)].TrimEnd('-', '.');
}
