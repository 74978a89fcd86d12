namespace PodMotion.Api;

/// <summary>Why a migration failed or was rolled back.</summary>
/// <param name="Reason">CamelCase, one of <see cref="Reasons"/> or an agent's.</param>
/// <param name="Phase">The phase in which it happened.</param>
/// <param name="Message">One sentence for an operator.</param>
/// <param name="Time">When.</param>
public sealed record MigrationFailure(string Reason, MigrationPhase Phase, string Message, DateTimeOffset Time);
