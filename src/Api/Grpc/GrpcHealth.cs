using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Routing;
using PodMotion.Api.Grpc.Health;
using ServingStatus = PodMotion.Api.Grpc.Health.HealthCheckResponse.Types.ServingStatus;

namespace PodMotion.Api.Grpc;

/// <summary>The standard health protocol (grpc.health.v1.Health). Safe for concurrent use; the server as a whole (name "") serves from the start.</summary>
public sealed class GrpcHealth
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, bool> _serving = new(StringComparer.Ordinal) { [""] = true };
    private TaskCompletionSource _changed = NewSignal();

    /// <summary>Says whether a service (full name, "" for the server) takes calls now.</summary>
    public void Set(string name, bool serving)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            _serving[name] = serving;
            (changed, _changed) = (_changed, NewSignal());
        }

        changed.SetResult();
    }

    /// <summary>Adds the methods Check and Watch to an application.</summary>
    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcUnary<HealthCheckRequest, HealthCheckResponse>("/grpc.health.v1.Health/Check", (request, _) => Task.FromResult(Check(request)));
        endpoints.MapGrpcServerStreaming<HealthCheckRequest, HealthCheckResponse>(
            "/grpc.health.v1.Health/Watch", (request, call) => WatchAsync(request, call.CancellationToken));
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HealthCheckResponse Check(HealthCheckRequest request)
    {
        var (status, _) = Look(request.Service);
        return status != ServingStatus.ServiceUnknown
            ? new HealthCheckResponse { Status = status }
            : throw new GrpcException(GrpcStatusCode.NotFound, $"Service '{request.Service}' is not known to this server.");
    }

    private async IAsyncEnumerable<HealthCheckResponse> WatchAsync(
        HealthCheckRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ServingStatus? sent = null;
        while (true)
        {
            var (status, changed) = Look(request.Service);
            if (status != sent)
            {
                yield return new HealthCheckResponse { Status = status };
                sent = status;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    private (ServingStatus Status, Task Changed) Look(string name)
    {
        lock (_lock)
        {
            var status = !_serving.TryGetValue(name, out var serving) ? ServingStatus.ServiceUnknown
                : serving ? ServingStatus.Serving
                : ServingStatus.NotServing;
            return (status, _changed.Task);
        }
    }
}
