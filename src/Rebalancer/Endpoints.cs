using PodMotion.Api.Metrics;

namespace PodMotion.Rebalancer;

/// <summary>What others may ask this process over HTTP.</summary>
public static class Endpoints
{
    /// <summary><c>/healthz</c>: the process runs; <c>/readyz</c>: it may act; <c>/metrics</c>: Prometheus text.</summary>
    public static void MapRebalancer(this WebApplication app)
    {
        app.MapGet("/healthz", static () => TypedResults.Text("ok"));
        app.MapGet("/readyz", static (Acting acting) => acting.Now
            ? TypedResults.Text("ok")
            : TypedResults.Text(string.Join("; ", acting.Obstacles) + ".", statusCode: StatusCodes.Status503ServiceUnavailable));
        app.MapPrometheus("/metrics");
    }
}
