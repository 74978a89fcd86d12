using PodMotion.Api;
using Spectre.Console;

namespace PodMotion.Demo;

/// <summary>A terminal: a spinner for what is waited for, a table of phases that grows as they happen.</summary>
internal sealed class LiveScreen(IAnsiConsole console, TimeProvider time) : IScreen
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(200);

    public void Say(string sentence) => console.MarkupLineInterpolated($"[bold]{sentence}[/]");

    public async Task WaitAsync(string what, Func<string> detail, Task work)
    {
        var started = time.GetTimestamp();
        await console.Status().Spinner(Spinner.Known.Dots).StartAsync(Markup.Escape(what), async status =>
        {
            while (await Task.WhenAny(work, Task.Delay(Refresh, time, CancellationToken.None)) != work)
            {
                var more = detail();
                status.Status = Markup.Escape($"{what} ({time.GetElapsedTime(started).TotalSeconds:0} s){(more.Length > 0 ? ": " + more : "")}");
            }
        });
        var outcome = work.IsCompletedSuccessfully ? "[green]done[/]" : "[red]failed[/]";
        console.MarkupLine($"{outcome} {Markup.Escape(what)} [grey]{time.GetElapsedTime(started).TotalSeconds:0.0} s[/]");
    }

    public async Task<PodMigration> FollowAsync(IAsyncEnumerable<PodMigration> states, CancellationToken cancellationToken)
    {
        PodMigration? last = null;
        await console.Live(new Table()).StartAsync(async live =>
        {
            await foreach (var state in states.WithCancellation(cancellationToken))
            {
                last = state;
                live.UpdateTarget(TableOf(state));
            }
        });
        return last ?? throw new InvalidDataException("the PodMigration was not seen");
    }

    public void Show(Summary summary)
    {
        var table = new Table().HideHeaders().AddColumns("name", "value");
        foreach (var (name, value) in summary.Rows)
        {
            table.AddRow(Markup.Escape(name), $"[bold]{Markup.Escape(value)}[/]");
        }

        console.Write(table);
    }

    private static Table TableOf(PodMigration migration)
    {
        var table = new Table().Title(Markup.Escape(PhaseLines.Route(migration))).AddColumns("phase", "at", "took");
        foreach (var (phase, at, took) in PhaseLines.Of(migration))
        {
            table.AddRow(phase, at, took);
        }

        return migration.Status?.Message is { Length: > 0 } message ? table.Caption(Markup.Escape(message)) : table;
    }
}
