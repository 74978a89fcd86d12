using System.Collections.Concurrent;
using PodMotion.Api;
using PodMotion.Policies;

namespace PodMotion.Rebalancer.Loop;

/// <summary>Compiles each policy once for each generation of its spec.</summary>
public sealed class PolicyBook
{
    private readonly ConcurrentDictionary<string, (string Uid, long Generation, PolicyCompilation Compilation)> compiled = new();

    /// <summary>The policy compiled, or what is wrong with it.</summary>
    public PolicyCompilation Compile(MigrationPolicy policy)
    {
        var (name, uid, generation) = (policy.Metadata.Name, policy.Metadata.Uid, policy.Metadata.Generation);
        if (compiled.TryGetValue(name, out var held) && held.Uid == uid && held.Generation == generation)
        {
            return held.Compilation;
        }

        var compilation = PolicyCompiler.Compile(policy);
        compiled[name] = (uid, generation, compilation);
        return compilation;
    }
}
