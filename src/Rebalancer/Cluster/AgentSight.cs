using PodMotion.Api.Agent;

namespace PodMotion.Rebalancer.Cluster;

/// <summary>What a node's agent said last.</summary>
/// <param name="Report">Its last report; null where it never answered.</param>
/// <param name="AnsweredAt">When that came, by our clock.</param>
/// <param name="Problem">Why the last question was not answered; null where it was.</param>
public sealed record AgentSight(NodeReport? Report, DateTimeOffset? AnsweredAt, string? Problem);
