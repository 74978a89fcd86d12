using BenchmarkDotNet.Attributes;
using PodMotion.Policies.Expressions;

namespace PodMotion.Policies.Benchmarks;

/// <summary>A trigger's expression: compiled once a policy change, evaluated once a node and candidate.</summary>
[MemoryDiagnoser]
public class ExpressionBenchmarks
{
    private const string Text =
        "node.cpu.usagePercent > 70 && node.memory.usagePercent < 90 && !node.unschedulable && node.zone in [\"a\", \"b\"] || node.cpu.usageCores > cluster.nodes";

    private readonly string _text = Text;
    private readonly BooleanExpression _compiled = CompileText(Text);
    private readonly EvaluationScope _scope = MakeScope();

    /// <summary>From text to delegates.</summary>
    [Benchmark]
    public object Compile() => CompileText(_text);

    /// <summary>One answer.</summary>
    [Benchmark]
    public Truth Evaluate() => _compiled.Evaluate(_scope);

    private static BooleanExpression CompileText(string text) =>
        ExpressionCompiler.Compile(text, []) ?? throw new InvalidOperationException("The benchmark's expression does not compile.");

    private static EvaluationScope MakeScope()
    {
        var node = new NodeFacts(SyntheticCluster.Node(0, 3), 3, 4e9, 2, 2e9, 30, 0, 0);
        return new EvaluationScope(node, ClusterFacts.Of([node]), SyntheticCluster.Time);
    }
}
