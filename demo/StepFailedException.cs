namespace PodMotion.Demo;

/// <summary>A step of the demo did not reach its end; the message names the step and says why.</summary>
internal sealed class StepFailedException(string step, string why) : Exception($"while {step}: {why}");
