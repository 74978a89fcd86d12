using System.Text.Json;
using System.Text.Json.Nodes;

namespace PodMotion.Api.Kubernetes;

/// <summary>Sends calls, each within its time, and turns answers into values and transport problems into one kind of exception.</summary>
internal sealed class KubeTransport(HttpClient http, TimeProvider time)
{
    public static TimeSpan CallTimeout { get; } = TimeSpan.FromSeconds(30);

    public async Task<KubeResult<JsonObject>> SendAsync(KubeCall call, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(CallTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var message = call.ToMessage();
            using var answer = await http.SendAsync(message, either.Token).ConfigureAwait(false);
            var body = await answer.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
            return answer.IsSuccessStatusCode ? Done(body) : Refused(call, StatusAnswer.Read(answer.StatusCode, body));
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new KubeException($"No answer from the API server in {CallTimeout.TotalSeconds:0} s while {call.Doing}.", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException)
        {
            throw Broken(call, e);
        }
    }

    /// <summary>Sends a call whose answer is read as it comes; a refusal is a value beside no stream.</summary>
    public async Task<(HttpResponseMessage Answer, StatusAnswer? Refusal)> OpenAsync(KubeCall call, CancellationToken cancellationToken)
    {
        try
        {
            using var message = call.ToMessage();
            var answer = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (answer.IsSuccessStatusCode)
            {
                return (answer, null);
            }

            var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            return (answer, StatusAnswer.Read(answer.StatusCode, body));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw Broken(call, e);
        }
    }

    public static KubeException Broken(KubeCall call, Exception cause) =>
        new($"The API server could not be used while {call.Doing}: {cause.Message}", cause);

    private static KubeResult<JsonObject> Done(byte[] body) =>
        JsonNode.Parse(body) is JsonObject value
            ? new(KubeOutcome.Done, value, "")
            : throw new JsonException("the answer is no JSON object");

    private static KubeResult<JsonObject> Refused(KubeCall call, StatusAnswer answer) =>
        answer.Outcome is { } outcome
            ? new(outcome, null, answer.Sentence(call.Doing))
            : throw new KubeException(answer.Sentence(call.Doing)) { StatusCode = (System.Net.HttpStatusCode)answer.Code };
}
