using System.Globalization;
using System.Text.Json.Nodes;

namespace PodMotion.Api.Kubernetes;

/// <summary>Reads collections page by page; a collection whose pages expire meanwhile is read again from the start.</summary>
internal sealed class KubeLister(KubeTransport transport)
{
    private const int Attempts = 3;

    public async Task<ObjectList<T>> ListAsync<T>(ResourceType<T> type, Selection selection, CancellationToken cancellationToken)
        where T : class, IKubeObject
    {
        for (var attempt = 1; ; attempt++)
        {
            var (list, expired) = await ReadPagesAsync(type, selection, cancellationToken).ConfigureAwait(false);
            if (list is not null)
            {
                return list;
            }

            if (attempt == Attempts)
            {
                throw new KubeException(expired);
            }
        }
    }

    private async Task<(ObjectList<T>? List, string Expired)> ReadPagesAsync<T>(
        ResourceType<T> type, Selection selection, CancellationToken cancellationToken)
        where T : class, IKubeObject
    {
        var items = new List<T>();
        string? next = null;
        while (true)
        {
            var result = await transport.SendAsync(Page(type, selection, next), cancellationToken).ConfigureAwait(false);
            if (result.Outcome == KubeOutcome.Gone)
            {
                return (null, result.Message);
            }

            var page = result.Require();
            items.AddRange((page["items"] as JsonArray ?? []).OfType<JsonObject>().Select(KubeObject.Read<T>));
            next = (string?)page["metadata"]?["continue"];
            if (string.IsNullOrEmpty(next))
            {
                return (new(items, (string?)page["metadata"]?["resourceVersion"] ?? ""), "");
            }
        }
    }

    private static KubeCall Page(ResourceType type, Selection selection, string? next)
    {
        var query = KubePath.Query(
            ("labelSelector", selection.Labels),
            ("fieldSelector", selection.Fields),
            ("limit", selection.PageSize.ToString(CultureInfo.InvariantCulture)),
            ("continue", next));
        return new(HttpMethod.Get, KubePath.Collection(type, selection.Namespace) + query, $"listing {type.Plural}");
    }
}
