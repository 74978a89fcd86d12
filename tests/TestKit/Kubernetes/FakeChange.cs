using System.Text.Json.Nodes;

namespace PodMotion.TestKit.Kubernetes;

/// <summary>One change in a <see cref="FakeStore"/>.</summary>
internal sealed record FakeChange(long Version, FakeResource Resource, string Namespace, JsonObject? Before, JsonObject? After);
