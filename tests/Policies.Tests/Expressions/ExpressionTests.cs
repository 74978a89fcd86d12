using PodMotion.Policies.Expressions;
using Xunit;

namespace PodMotion.Policies.Tests.Expressions;

public sealed class ExpressionTests
{
    [Theory]
    [InlineData("node.cpu.usagePercent > 70", Truth.True)]
    [InlineData("node.cpu.usagePercent > 75", Truth.False)]
    [InlineData("node.cpu.usagePercent >= 75 && node.memory.usagePercent <= 25", Truth.True)]
    [InlineData("node.cpu.usageCores == 3 && node.cpu.allocatableCores == 4", Truth.True)]
    [InlineData("node.cpu.usageCores - 1 * 2 == 1", Truth.True)]
    [InlineData("(node.cpu.usageCores - 1) * 2 == 4", Truth.True)]
    [InlineData("-node.cpu.usageCores < 0", Truth.True)]
    [InlineData("2 - -1 == 3", Truth.True)]
    [InlineData("node.memory.usageBytes == quantity(\"4Gi\")", Truth.True)]
    [InlineData("node.memory.availableBytes == 12 * quantity(\"1Gi\")", Truth.True)]
    [InlineData("duration(\"1h30m\") == 5400", Truth.True)]
    [InlineData("node.name == \"n1\"", Truth.True)]
    [InlineData("node.name == 'n1'", Truth.True)]
    [InlineData("node.name != \"n1\"", Truth.False)]
    [InlineData("node.labels[\"pool\"] == \"it's \\\"blue\\\"\"", Truth.True)]
    [InlineData("node.labels[\"none\"] == \"x\"", Truth.Unknown)]
    [InlineData("has(node.labels[\"none\"])", Truth.False)]
    [InlineData("has(node.labels[\"pool\"])", Truth.True)]
    [InlineData("node.name in [\"n0\", \"n1\"]", Truth.True)]
    [InlineData("node.name in []", Truth.False)]
    [InlineData("in(node.name, [\"n0\", \"n2\"])", Truth.False)]
    [InlineData("in(node.name, \"n0\", \"n1\")", Truth.True)]
    [InlineData("!node.name in [\"n0\"]", Truth.True)]
    [InlineData("!node.cpu.usagePercent > 80 && node.ready", Truth.True)]
    [InlineData("!(node.ready && !node.unschedulable)", Truth.False)]
    [InlineData("!!node.ready", Truth.True)]
    [InlineData("startsWith(node.zone, \"eu-\")", Truth.True)]
    [InlineData("min(3, 1, 2) == 1 && max(3, 1) == 3 && abs(-2) == 2", Truth.True)]
    [InlineData("1 / 0 > 1", Truth.Unknown)]
    [InlineData("1 / 0 > 1 || true", Truth.True)]
    [InlineData("1 / 0 > 1 && false", Truth.False)]
    [InlineData("!(1 / 0 == 1)", Truth.Unknown)]
    [InlineData("time.hour == 12 && time.weekday == 1", Truth.True)]
    [InlineData("cluster.nodes == 2 && cluster.cpu.meanPercent == 50 && cluster.cpu.spreadPercent == 50", Truth.True)]
    [InlineData("cluster.cpu.maxPercent == 75 && cluster.cpu.minPercent == 25 && cluster.cpu.stddevPercent == 25", Truth.True)]
    [InlineData("cluster.memory.meanPercent == 12.5", Truth.True)]
    [InlineData("node.pods.count == 7 && node.pods.allocatable == 110", Truth.True)]
    [InlineData("node.migration.outbound == 1 && node.migration.inbound == 2", Truth.True)]
    [InlineData("node.cpu.requestedPercent == 50 && node.memory.requestedPercent == 50", Truth.True)]
    [InlineData("true == node.ready", Truth.True)]
    public void Evaluate_OfAKnownNode_IsWhatTheTextSays(string text, Truth expected)
    {
        Assert.Equal(expected, Compile(text).Evaluate(Scope()));
    }

    [Theory]
    [InlineData("node.cpu.usagePercent > 70")]
    [InlineData("!(node.cpu.usagePercent > 70)")]
    [InlineData("node.memory.availableBytes > 0")]
    [InlineData("node.cpu.usagePercent != 1 && node.ready")]
    public void Evaluate_WithoutAFreshSample_IsUnknown(string text)
    {
        var scope = Scope();
        var blind = scope with { Node = scope.Node with { UsedCores = double.NaN, UsedMemoryBytes = double.NaN } };

        Assert.Equal(Truth.Unknown, Compile(text).Evaluate(blind));
    }

    [Theory]
    [InlineData("node.cpu.usagePercnt > 70", 1, "unknown name 'node.cpu.usagePercnt'; did you mean 'node.cpu.usagePercent'?")]
    [InlineData("  foo > 70", 3, "unknown name 'foo'")]
    [InlineData("node.ready && node.cpu.usagePercent", 15, "'&&' takes true or false, and this is a number")]
    [InlineData("node.cpu.usagePercent", 1, "the expression is a number; it must be true or false, such as a comparison")]
    [InlineData("node.cpu.usagePercent > \"70\"", 25, "'>' takes numbers, and this is a text")]
    [InlineData("node.name == 7", 14, "'==' compares a text with a number; both sides must be numbers, texts, or true or false")]
    [InlineData("!node.cpu.usagePercent && true", 2, "'!' takes true or false, and this is a number")]
    [InlineData("node.cpu.usagePercent > 70 &&", 30, "the expression ends where a value is expected")]
    [InlineData("node.cpu.usagePercent > && true", 25, "'&&' is not expected here")]
    [InlineData("node.ready node.ready", 12, "'node' is not expected here")]
    [InlineData("", 1, "the expression ends where a value is expected")]
    [InlineData("node.cpu.usagePercent = 70", 23, "'=' is not part of the language; write '==' to compare")]
    [InlineData("(node.ready", 1, "'(' is never closed")]
    [InlineData("node.ready)", 11, "')' closes nothing")]
    [InlineData("(node.ready]", 12, "']' cannot close '(' of column 1")]
    [InlineData("node.name == \"n1", 14, "the text that begins here has no closing quote")]
    [InlineData("node.memory.availableBytes < 2Gi", 30, "'2Gi' is no number; write quantity(\"1Gi\") or duration(\"5m\") for a number with a unit")]
    [InlineData("node.labels == \"x\"", 1, "'node.labels' takes a quoted text in brackets, such as node.labels[\"key\"]")]
    [InlineData("node.name[\"x\"] == \"x\"", 1, "'node.name' takes no index")]
    [InlineData("node.labels[7] == \"x\"", 13, "'7' follows 'node.labels[', which takes one quoted text and ']'")]
    [InlineData("node.name in \"n1\"", 14, "\"n1\" follows 'in', which takes a list such as [\"a\", \"b\"]")]
    [InlineData("node.name in [\"a\", 1]", 20, "'==' compares a text with a number; both sides must be numbers, texts, or true or false")]
    [InlineData("mim(1, 2) > 0", 1, "unknown function 'mim'; did you mean 'min'?")]
    [InlineData("abs(1, 2) > 0", 1, "abs(a) takes one number")]
    [InlineData("quantity(\"1Zi\") > 0", 1, "quantity(\"1Zi\") is no quantity; expected one such as \"500m\" or \"1Gi\"")]
    [InlineData("node. > 0", 7, "'>' follows '.', which takes a name")]
    public void Compile_OfAWrongText_SaysWhereAndWhat(string text, int column, string message)
    {
        var errors = new List<ExpressionError>();

        Assert.Null(ExpressionCompiler.Compile(text, errors));

        Assert.Equal(new ExpressionError(column, message), Assert.Single(errors));
    }

    [Fact]
    public void Compile_OfSeveralErrors_ReportsAllAtOnce()
    {
        var errors = new List<ExpressionError>();

        ExpressionCompiler.Compile("node.cpu.usage > 1 && node.name > 2 || foo(1) == 1", errors);

        Assert.Equal([1, 23, 40], errors.Select(static error => error.Column));
    }

    [Fact]
    public void Compile_BeyondALimit_IsRefusedBeforeParsing()
    {
        string[] texts =
        [
            new string(' ', 1021) + "true",
            new string('(', 33) + "true" + new string(')', 33),
            new string('!', 33) + "true",
            string.Join(" && ", Enumerable.Repeat("node.ready", 65)),
        ];

        Assert.All(texts, static text =>
        {
            var errors = new List<ExpressionError>();
            Assert.Null(ExpressionCompiler.Compile(text, errors));
            Assert.Contains("allowed", Assert.Single(errors).Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Compile_AtTheLimits_IsAccepted()
    {
        string[] texts =
        [
            new string(' ', 1020) + "true",
            new string('(', 32) + "true" + new string(')', 32),
            new string('!', 32) + "true",
            string.Join("&&", Enumerable.Repeat("node.ready", 64)),
        ];

        Assert.All(texts, static text => Compile(text));
    }

    [Fact]
    public void Values_OfAnExpression_ShowsEachVariableOnce()
    {
        var values = Compile("node.cpu.usagePercent > 70 && node.cpu.usagePercent < 90 && node.ready && has(node.labels[\"none\"])").Values(Scope());

        Assert.Equal(
            new Dictionary<string, string> { ["node.cpu.usagePercent"] = "75", ["node.ready"] = "true", ["node.labels[\"none\"]"] = "unknown" },
            values);
    }

    [Fact]
    public void ClusterFacts_WithAReadyNodeThatIsNotMeasured_AreUnknown()
    {
        var known = Scope().Node;
        var blind = known with { UsedCores = double.NaN };

        Assert.True(double.IsNaN(ClusterFacts.Of([known, blind]).Cpu.Mean));
        Assert.Equal(75, ClusterFacts.Of([known, blind with { View = blind.View with { Ready = false } }]).Cpu.Mean);
    }

    internal static BooleanExpression Compile(string text)
    {
        var errors = new List<ExpressionError>();
        var compiled = ExpressionCompiler.Compile(text, errors);
        Assert.Empty(errors);
        return Assert.IsType<BooleanExpression>(compiled);
    }

    internal static EvaluationScope Scope()
    {
        var labels = new Dictionary<string, string> { ["pool"] = "it's \"blue\"", ["topology.kubernetes.io/zone"] = "eu-1" };
        var view = A.Node("n1", 3, 4) with { Labels = labels };
        var node = new NodeFacts(view, 3, 4.0 * A.GiB, 2, 8.0 * A.GiB, 7, 1, 2);
        var other = new NodeFacts(A.Node("n2"), 1, 0, 0, 0, 0, 0, 0);
        return new EvaluationScope(node, ClusterFacts.Of([node, other]), A.Noon);
    }
}
