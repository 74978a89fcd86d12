namespace PodMotion.Policies.Planning;

/// <summary>Why something was not chosen.</summary>
/// <param name="Name">CamelCase name of the gate.</param>
/// <param name="Message">One sentence for operators.</param>
internal sealed record Gate(string Name, string Message);
