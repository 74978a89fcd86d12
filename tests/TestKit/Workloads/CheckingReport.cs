namespace PodMotion.TestKit.Workloads;

/// <summary>What a <see cref="CheckingClient"/> has seen up to a moment.</summary>
/// <param name="AcknowledgedWrites">Writes that the server answered with OK.</param>
/// <param name="LostWrites">Acknowledged writes that a later read did not return. Anything but 0 is lost data.</param>
/// <param name="Resets">Times the connection broke and was opened anew.</param>
/// <param name="LongestStall">Longest time from sending a command to its answer, the time for opening a broken connection anew included.</param>
/// <param name="FirstFault">The first fault in words; null when there was none.</param>
public sealed record CheckingReport(long AcknowledgedWrites, long LostWrites, int Resets, TimeSpan LongestStall, string? FirstFault)
{
    public static CheckingReport Empty { get; } = new(0, 0, 0, TimeSpan.Zero, null);
}
