using System.Text.Json;
using PodMotion.Api.Kubernetes;

namespace PodMotion.Policies.Snapshot;

/// <summary>Reads the required node affinity of a pod as the API server sent it.</summary>
internal static class NodeAffinity
{
    /// <summary>The terms; null where the pod has no such rule.</summary>
    public static IReadOnlyList<NodeTerm>? RequiredTerms(JsonElement? affinity) =>
        affinity?.Deserialize<Affinity>(KubeJson.Options)?.NodeAffinity?.RequiredDuringSchedulingIgnoredDuringExecution?.NodeSelectorTerms
            .Select(static term => new NodeTerm(Requirements(term.MatchExpressions), Requirements(term.MatchFields)))
            .ToList();

    private static IReadOnlyList<NodeRequirement> Requirements(IReadOnlyList<Expression> expressions) =>
        [.. expressions.Select(static expression => new NodeRequirement(expression.Key, expression.Operator, expression.Values))];

    private sealed record Affinity(Rules? NodeAffinity);

    private sealed record Rules(Selector? RequiredDuringSchedulingIgnoredDuringExecution);

    private sealed record Selector
    {
        public IReadOnlyList<Term> NodeSelectorTerms { get; init; } = [];
    }

    private sealed record Term
    {
        public IReadOnlyList<Expression> MatchExpressions { get; init; } = [];

        public IReadOnlyList<Expression> MatchFields { get; init; } = [];
    }

    private sealed record Expression
    {
        public string Key { get; init; } = "";

        public string Operator { get; init; } = "";

        public IReadOnlyList<string> Values { get; init; } = [];
    }
}
