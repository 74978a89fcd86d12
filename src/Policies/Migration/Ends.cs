using PodMotion.Api;

namespace PodMotion.Policies.Migration;

/// <summary>The phases that are never left: the agents forget, the finalizer goes.</summary>
internal static class Ends
{
    public static Decision Decide(Observed o)
    {
        if (!o.HasFinalizer)
        {
            return Rest(o, null);
        }

        if (!o.TargetStarted || (Forgotten(o.SourceSession) && Forgotten(o.TargetSession)) || o.PastForgetLimit)
        {
            return Rest(o, null, MigrationEffect.RemoveFinalizer);
        }

        return o.SourceSession.Over || o.TargetSession.Over
            ? Rest(o, TimeSpan.FromSeconds(10), MigrationEffect.ForgetSessions)
            : Rest(o, TimeSpan.FromSeconds(10));
    }

    private static bool Forgotten(SessionView session) => session.Answer == SessionAnswer.NotFound;

    // The end's own reason and sentence stay: this only tidies up behind it.
    private static Decision Rest(Observed o, TimeSpan? lookAgain, params MigrationEffect[] effects) => new()
    {
        Reason = o.Migration.Status?.Reason ?? Reasons.Progressed,
        Message = o.Migration.Status?.Message ?? Sentence.Of(o, $"ended as {o.Phase}", Sentence.Place(o)),
        Effects = effects,
        LookAgain = lookAgain,
    };
}
