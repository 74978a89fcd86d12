using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace PodMotion.Api.Metrics;

/// <summary>Serves the process's own metrics over HTTP.</summary>
public static class PrometheusEndpoint
{
    /// <summary>Answers GET on <paramref name="path"/> with every series of the meters named <c>PodMotion.*</c>; counts from this call on.</summary>
    public static IEndpointConventionBuilder MapPrometheus(this IEndpointRouteBuilder app, string path)
    {
        ArgumentNullException.ThrowIfNull(app);
        var metrics = new PrometheusMetrics();
        app.ServiceProvider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopped.Register(metrics.Dispose);
        return app.MapGet(path, () => TypedResults.Text(metrics.Scrape(), PrometheusText.ContentType));
    }
}
