using System.Net;
using System.Text.Json;

namespace PodMotion.Api.Kubernetes;

/// <summary>The Status object with which the API server refuses a request.</summary>
internal sealed record StatusAnswer(int Code, string Reason, string Message)
{
    /// <summary>Reads it; an answer that is none (a proxy's, say) keeps its status code.</summary>
    public static StatusAnswer Read(HttpStatusCode code, ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            return Read((int)code, JsonElement.ParseValue(ref reader));
        }
        catch (JsonException)
        {
            return new((int)code, "", "");
        }
    }

    public static StatusAnswer Read(int code, JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return new(code, "", "");
        }

        var own = body.TryGetProperty("code", out var value) && value.TryGetInt32(out var number) ? number : code;
        return new(own, Text(body, "reason"), Text(body, "message"));
    }

    /// <summary>The refusal as an outcome; null when no controller can act on it.</summary>
    public KubeOutcome? Outcome => (HttpStatusCode)Code switch
    {
        HttpStatusCode.NotFound => KubeOutcome.NotFound,
        HttpStatusCode.Conflict => Reason == "AlreadyExists" ? KubeOutcome.AlreadyExists : KubeOutcome.Conflict,
        HttpStatusCode.Gone => KubeOutcome.Gone,
        HttpStatusCode.Forbidden => KubeOutcome.Forbidden,
        HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity or HttpStatusCode.RequestEntityTooLarge => KubeOutcome.Invalid,
        _ => null,
    };

    public string Sentence(string doing) => Message.Length == 0
        ? $"{Capital(doing)}: the API server answered {Code} without a reason."
        : $"{Capital(doing)}: the API server answered {Code}: {Message}";

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : "";
}
