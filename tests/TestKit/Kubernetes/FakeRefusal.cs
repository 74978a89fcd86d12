using System.Text.Json.Nodes;

namespace PodMotion.TestKit.Kubernetes;

/// <summary>Ends a call with a Status object.</summary>
internal sealed class FakeRefusal(int code, string reason, string message) : Exception(message)
{
    public int Code => code;

    public static FakeRefusal NotFound(FakeCall call) => new(404, "NotFound", $"{call.Plural} \"{call.Name}\" not found");

    public static FakeRefusal Conflict(FakeCall call, string why) =>
        new(409, "Conflict", $"Operation cannot be fulfilled on {call.Plural} \"{call.Name}\": {why}");

    public static FakeRefusal Expired() => new(410, "Expired", "The resourceVersion is too old.");

    public static FakeRefusal Invalid(FakeCall call, string why) => new(422, "Invalid", $"{call.Plural} \"{call.Name}\" is invalid: {why}");

    public JsonObject ToStatus() => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Status",
        ["status"] = "Failure",
        ["message"] = Message,
        ["reason"] = reason,
        ["code"] = code,
    };
}
