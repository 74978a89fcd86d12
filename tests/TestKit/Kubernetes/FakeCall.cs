using System.Text.Json.Nodes;

namespace PodMotion.TestKit.Kubernetes;

/// <summary>One request that a <see cref="FakeApiServer"/> received.</summary>
public sealed record FakeCall
{
    /// <summary>Counts from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>Group and version, such as <c>v1</c> or <c>apps/v1</c>.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>The resource's plural.</summary>
    public required string Plural { get; init; }

    /// <summary>The namespace; empty for none.</summary>
    public required string Namespace { get; init; }

    /// <summary>The object's name; empty for the collection.</summary>
    public required string Name { get; init; }

    /// <summary>The subresource; empty for none.</summary>
    public required string Subresource { get; init; }

    /// <summary>The query.</summary>
    public required IReadOnlyDictionary<string, string> Query { get; init; }

    /// <summary>The content type; empty for none.</summary>
    public required string ContentType { get; init; }

    /// <summary>The Authorization header; empty for none.</summary>
    public required string Authorization { get; init; }

    /// <summary>The body; null for none.</summary>
    public required JsonObject? Body { get; init; }

    /// <summary>Whether it watches.</summary>
    public bool IsWatch => Method == "GET" && QueryOf("watch") is "true" or "1";

    /// <summary>Whether it changes something.</summary>
    public bool IsWrite => Method != "GET";

    /// <summary>The value of a query parameter; empty for none.</summary>
    public string QueryOf(string name) => Query.GetValueOrDefault(name, "");

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join(' ', new[] { IsWatch ? "WATCH" : Method, string.Join('/', new[] { Namespace, Plural, Name, Subresource }.Where(part => part.Length > 0)) });
}
