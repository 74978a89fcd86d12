using PodMotion.Api;

namespace PodMotion.Demo;

/// <summary>Lines, for logs and pipes.</summary>
internal sealed class PlainScreen(TextWriter output, TimeProvider time) : IScreen
{
    private static readonly TimeSpan Reminder = TimeSpan.FromSeconds(5);
    private readonly long started = time.GetTimestamp();

    public void Say(string sentence)
    {
        output.WriteLine(FormattableString.Invariant($"[{time.GetElapsedTime(started).TotalSeconds,6:0.0}s] {sentence}"));
        output.Flush();
    }

    public async Task WaitAsync(string what, Func<string> detail, Task work)
    {
        Say(what);
        while (await Task.WhenAny(work, Task.Delay(Reminder, time, CancellationToken.None)) != work)
        {
            var more = detail();
            Say($"  still {what}{(more.Length > 0 ? ": " + more : "")}");
        }
    }

    public async Task<PodMigration> FollowAsync(IAsyncEnumerable<PodMigration> states, CancellationToken cancellationToken)
    {
        var shown = 0;
        PodMigration? last = null;
        await foreach (var state in states.WithCancellation(cancellationToken))
        {
            last = state;
            var lines = PhaseLines.Of(state);
            for (; shown < lines.Count; shown++)
            {
                Say($"  {PhaseLines.Route(state)}  {lines[shown].Phase}  (+{lines[shown].At})");
            }
        }

        return last ?? throw new InvalidDataException("the PodMigration was not seen");
    }

    public void Show(Summary summary)
    {
        output.WriteLine();
        foreach (var (name, value) in summary.Rows)
        {
            output.WriteLine($"  {name,-23} {value}");
        }

        output.WriteLine();
    }
}
