using PodMotion.Api;

namespace PodMotion.Demo;

/// <summary>Where the demo shows what happens.</summary>
internal interface IScreen
{
    void Say(string sentence);

    /// <summary>Shows that <paramref name="what"/> is waited for, with a detail that changes, until the work is over, well or not; throws nothing of it.</summary>
    Task WaitAsync(string what, Func<string> detail, Task work);

    /// <summary>Shows each phase as it happens, until the states end; returns the last one.</summary>
    Task<PodMigration> FollowAsync(IAsyncEnumerable<PodMigration> states, CancellationToken cancellationToken);

    void Show(Summary summary);
}
