namespace PodMotion.TestKit.Workloads;

/// <summary>The server understood the command and refused it; the connection stays usable.</summary>
public sealed class RespErrorException(string message) : Exception(message);
