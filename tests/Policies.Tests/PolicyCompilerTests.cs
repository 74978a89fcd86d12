using PodMotion.Api;
using PodMotion.Api.Kubernetes;
using Xunit;

namespace PodMotion.Policies.Tests;

public sealed class PolicyCompilerTests
{
    public static TheoryData<MigrationPolicySpec, string> Wrong { get; } = WrongCases();

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Compile_OfAWrongField_SaysWhatIsExpected(MigrationPolicySpec spec, string message)
    {
        var compilation = PolicyCompiler.Compile(new MigrationPolicy { Spec = spec });

        Assert.Null(compilation.Policy);
        Assert.Equal(message, Assert.Single(compilation.Errors).Message);
    }

    [Fact]
    public void Compile_OfSeveralErrors_ListsAll()
    {
        var policy = A.Policy(A.Trigger("node.cpu.usage > 1 && nod.name == 2") with { For = "1 minute" });

        var errors = PolicyCompiler.Compile(policy with { Spec = policy.Spec with { Precedence = 2000 } }).Errors;

        Assert.Equal(
            [("spec.triggers[0].expression", 1), ("spec.triggers[0].expression", 23), ("spec.triggers[0].for", null), ("spec.precedence", (int?)null)],
            errors.Select(static error => (error.Field, error.Column)));
        Assert.StartsWith("spec.triggers[0].expression, column 1: unknown name 'node.cpu.usage'", errors[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compile_OfAValidPolicy_ParsesDurations()
    {
        var compiled = A.Compiled(A.Policy(A.Trigger() with { For = "1m", ClearFor = "90s" }));

        Assert.Equal(TimeSpan.FromSeconds(30), compiled.Interval);
        Assert.Equal(TimeSpan.FromSeconds(90), compiled.MaxAge);
        Assert.Equal(TimeSpan.FromHours(6), compiled.ReturnToPreviousNode);
        var trigger = Assert.Single(compiled.Triggers);
        Assert.Equal((TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(90), TimeSpan.FromMinutes(3)), (trigger.For, trigger.ClearFor, trigger.Settle));
    }

    [Theory]
    [InlineData("30s", 30)]
    [InlineData("1h30m", 5400)]
    [InlineData("1h2m3s4ms", 3723.004)]
    [InlineData("0s", 0)]
    [InlineData("99999h", 359996400.0)]
    public void TryParse_OfADuration_ReadsIt(string text, double seconds)
    {
        Assert.True(GoDuration.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromSeconds(seconds), duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("30")]
    [InlineData("s")]
    [InlineData("1d")]
    [InlineData("1.5h")]
    [InlineData("-1h")]
    [InlineData("1 h")]
    [InlineData("100000s")]
    [InlineData("1s1s1s1s1s")]
    public void TryParse_OfNoDuration_IsFalse(string? text)
    {
        Assert.False(GoDuration.TryParse(text, out _));
    }

    [Theory]
    [InlineData("In", "a,b", true)]
    [InlineData("In", "b", false)]
    [InlineData("NotIn", "b", true)]
    [InlineData("Exists", "", true)]
    [InlineData("DoesNotExist", "", false)]
    [InlineData("Near", "a", false)]
    public void Matches_OfARequirement_FollowsItsOperator(string operation, string values, bool matches)
    {
        var selector = new LabelSelector { MatchExpressions = [Requirement(operation, values.Split(',', StringSplitOptions.RemoveEmptyEntries))] };

        Assert.Equal(matches, selector.Matches(new Dictionary<string, string> { ["pool"] = "a" }));
    }

    private static TheoryData<MigrationPolicySpec, string> WrongCases()
    {
        var spec = A.Policy().Spec;
        var trigger = A.Trigger();
        var selector = new LabelSelector { MatchExpressions = [Requirement("Near", ["a"])] };
        var empty = new LabelSelector { MatchExpressions = [Requirement("In", [])] };
        return new()
        {
            { spec with { Triggers = [] }, "spec.triggers has 0 items; it must have 1 to 16." },
            { spec with { Triggers = [trigger, trigger] }, "spec.triggers has 2 items named 'hot'; names must be unique." },
            { spec with { Triggers = [trigger with { Name = "Hot" }] }, "spec.triggers[0].name is 'Hot'; it must be 1 to 63 lower-case letters, digits and '-', with a letter or digit at both ends." },
            { spec with { Triggers = [trigger with { Scope = "Pod" }] }, "spec.triggers[0].scope is 'Pod', which is not available in this version; it must be Node." },
            { spec with { Triggers = [trigger with { Goal = "Balance" }] }, "spec.triggers[0].goal is 'Balance', which is not available in this version; it must be Relieve." },
            { spec with { Triggers = [trigger with { ClearExpression = null }] }, "spec.triggers[0].clearExpression is missing; spec.action Enforce needs a lower mark on every trigger." },
            { spec with { Triggers = [trigger with { ClearExpression = trigger.Expression }] }, "spec.triggers[0].clearExpression is the same as expression; it must differ." },
            { spec with { Triggers = [trigger with { MaxMigrationsPerFiring = 0 }] }, "spec.triggers[0].maxMigrationsPerFiring is '0'; it must be between 1 and 100." },
            { spec with { Budgets = new PolicyBudgets { MaxConcurrent = 1, MaxConcurrentPerNode = 2 } }, "spec.budgets.maxConcurrentPerNode is '2'; it cannot exceed spec.budgets.maxConcurrent, which is '1'." },
            { spec with { Target = new PolicyTarget { Headroom = new PolicyHeadroom { CpuPercent = 91 } } }, "spec.target.headroom.cpuPercent is '91'; it must be between 0 and 90." },
            { spec with { Cooldown = new PolicyCooldown { Pod = "1d" } }, $"spec.cooldown.pod is '1d'; it must be {GoDuration.Expected}." },
            { spec with { MigrationTemplate = new PolicyMigrationTemplate { CompletionTimeoutSeconds = 86401 } }, "spec.migrationTemplate.completionTimeoutSeconds is '86401'; it must be between 30 and 86400." },
            { spec with { MigrationTemplate = new PolicyMigrationTemplate { Mode = MigrationMode.Cold } }, "spec.migrationTemplate.mode is 'Cold', which is not available in this version; it must be PreCopy." },
            { spec with { MigrationTemplate = new PolicyMigrationTemplate { TcpPreservationMode = TcpPreservationMode.Strict } }, "spec.migrationTemplate.tcpPreservationMode is 'Strict', which is not available in this version; it must be None or BestEffort." },
            { spec with { Target = new PolicyTarget { NodeSelector = selector } }, "spec.target.nodeSelector.matchExpressions[0].operator is 'Near'; it must be In, NotIn, Exists or DoesNotExist." },
            { spec with { Selector = new PolicySelector { PodSelector = empty } }, "spec.selector.podSelector.matchExpressions[0] has 0 values; In takes at least one." },
        };
    }

    private static LabelSelectorRequirement Requirement(string operation, string[] values) => new() { Key = "pool", Operator = operation, Values = values };
}
