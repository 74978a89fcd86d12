using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using PodMotion.Api.Kubernetes.Model;

namespace PodMotion.Api.Kubernetes;

/// <summary>
/// Writes Events. What was said before about the same object is counted on the Event that is there, also after a restart, because its name follows from what it says.
/// An Event is a courtesy: one that cannot be written is logged and forgotten.
/// </summary>
public sealed partial class EventRecorder(KubeClient client, string component, TimeProvider time, ILogger logger)
{
    private const int MaxMessage = 1024;
    private const int MaxNamePart = 200;

    /// <summary>Says that something normal happened to an object.</summary>
    public Task NormalAsync(ResourceType type, IKubeObject about, string reason, string message, CancellationToken cancellationToken) =>
        RecordAsync(New(type, about, "Normal", reason, message), cancellationToken);

    /// <summary>Says that something happened to an object that a person may want to look at.</summary>
    public Task WarningAsync(ResourceType type, IKubeObject about, string reason, string message, CancellationToken cancellationToken) =>
        RecordAsync(New(type, about, "Warning", reason, message), cancellationToken);

    private async Task RecordAsync(Event said, CancellationToken cancellationToken)
    {
        try
        {
            var result = await client.CreateAsync(CoreTypes.Events, said, cancellationToken).ConfigureAwait(false);
            if (result.Outcome == KubeOutcome.AlreadyExists)
            {
                result = await CountAsync(said, cancellationToken).ConfigureAwait(false);
            }

            if (!result.IsDone)
            {
                Log.NotRecorded(logger, said.Reason, result.Message);
            }
        }
        catch (KubeException e)
        {
            Log.NotRecorded(logger, said.Reason, e.Message);
        }
    }

    private async Task<KubeResult<Event>> CountAsync(Event said, CancellationToken cancellationToken)
    {
        var key = ObjectKey.Of(said);
        var before = await client.GetAsync(CoreTypes.Events, key, cancellationToken).ConfigureAwait(false);
        var patch = new JsonObject
        {
            ["count"] = (before?.Count ?? 0) + 1,
            ["lastTimestamp"] = JsonSerializer.SerializeToNode(said.LastTimestamp, KubeJson.Options),
        };
        return await client.MergePatchAsync(CoreTypes.Events, key, patch, PatchTarget.Whole, cancellationToken).ConfigureAwait(false);
    }

    private Event New(ResourceType type, IKubeObject about, string level, string reason, string message)
    {
        var now = time.GetUtcNow();
        var text = message.Length <= MaxMessage ? message : message[..(MaxMessage - 1)] + "…";
        var (name, place) = (about.Metadata.Name, about.Metadata.Namespace.Length == 0 ? "default" : about.Metadata.Namespace);
        return new()
        {
            Metadata = new() { Name = $"{name[..Math.Min(name.Length, MaxNamePart)]}.{Digest($"{about.Metadata.Uid}\n{component}\n{level}\n{reason}\n{text}")}", Namespace = place },
            InvolvedObject = new()
            {
                ApiVersion = type.ApiVersion,
                Kind = type.Kind,
                Namespace = type.Namespaced ? about.Metadata.Namespace : null,
                Name = name,
                Uid = about.Metadata.Uid,
                ResourceVersion = about.Metadata.ResourceVersion,
            },
            Type = level,
            Reason = reason,
            Message = text,
            Source = new() { Component = component },
            ReportingComponent = component,
            FirstTimestamp = now,
            LastTimestamp = now,
            Count = 1,
        };
    }

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];

    private static partial class Log
    {
        [LoggerMessage(3002, LogLevel.Warning, "Event {Reason} was not recorded: {Problem}")]
        public static partial void NotRecorded(ILogger logger, string reason, string problem);
    }
}
