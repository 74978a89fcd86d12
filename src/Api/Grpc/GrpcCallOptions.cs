namespace PodMotion.Api.Grpc;

/// <summary>What a caller may say about one call.</summary>
/// <param name="TimeLimit">From now until the call fails with <see cref="GrpcStatusCode.DeadlineExceeded"/>; the server is told. Null: no limit.</param>
/// <param name="Metadata">Additional headers: lower-case names, ASCII values.</param>
public sealed record GrpcCallOptions(TimeSpan? TimeLimit = null, IReadOnlyDictionary<string, string>? Metadata = null);
