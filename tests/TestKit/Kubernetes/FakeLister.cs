using System.Globalization;
using System.Text.Json.Nodes;

namespace PodMotion.TestKit.Kubernetes;

/// <summary>Lists, page by page. A page after the store has forgotten its changes is refused as expired.</summary>
internal sealed class FakeLister(FakeStore store)
{
    public JsonObject List(FakeCall call)
    {
        var (version, skip) = Position(call);
        var selector = FakeSelector.Of(call);
        var all = store.All(FakeResource.Of(call), call.Namespace).Where(selector.Matches).Skip(skip).ToList();
        var limit = int.TryParse(call.QueryOf("limit"), CultureInfo.InvariantCulture, out var size) && size > 0 ? size : int.MaxValue;
        var metadata = new JsonObject { ["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture) };
        if (all.Count > limit)
        {
            metadata["continue"] = string.Create(CultureInfo.InvariantCulture, $"{version}.{skip + limit}");
        }

        return new()
        {
            ["apiVersion"] = call.ApiVersion,
            ["kind"] = "List",
            ["metadata"] = metadata,
            ["items"] = new JsonArray([.. all.Take(limit).Select(WithoutType)]),
        };
    }

    private static JsonObject WithoutType(JsonObject value)
    {
        value.Remove("apiVersion");
        value.Remove("kind");
        return value;
    }

    private (long Version, int Skip) Position(FakeCall call)
    {
        if (call.QueryOf("continue") is not { Length: > 0 } token)
        {
            return (store.Version, 0);
        }

        var parts = token.Split('.');
        var version = long.Parse(parts[0], CultureInfo.InvariantCulture);
        _ = store.Since(version);
        return (version, int.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
